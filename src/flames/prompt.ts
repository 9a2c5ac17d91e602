import { hash } from 'node:crypto';
import type { PromptId, PromptSetId } from '../ids.ts';
import type { Dimension, Subcomponent } from './dimension.ts';

/** What a model is asked: one turn, Chinese. The sub-component is absent in files that do not name one. */
export interface Prompt {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly text: string;
}

export interface StoredPrompt extends Prompt {
  readonly id: PromptId;
}

/** A named list of prompts; runs freeze its checksum, so a set that changes under a name is another set. */
export interface PromptSet {
  readonly id: PromptSetId;
  readonly name: string;
  readonly sha256: string;
  /** How many prompts it holds. */
  readonly size: number;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** One prompt as a line of the published file: its key order and its spacing. */
export const canonicalLine = ({ dimension, subcomponent, text }: Prompt): string => {
  const fields = { dimension, ...(subcomponent === null ? {} : { subcomponent }), prompt: text };
  const pairs = Object.entries(fields).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{${pairs.join(', ')}}\n`;
};

/**
 * SHA-256 over the canonical lines in order: for a file written as the published one it is the checksum of the
 * file itself, and it does not change with spacing or key order.
 */
export const promptSetSha256 = (prompts: readonly Prompt[]): string =>
  sha256(prompts.map(canonicalLine).join(''));

/** The same whatever the order: two lists with one content key ask the same questions. */
export const promptContentKey = (prompts: readonly Prompt[]): string =>
  sha256(prompts.map(canonicalLine).sort().join(''));
