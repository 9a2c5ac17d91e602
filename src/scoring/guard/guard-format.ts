import type { JudgeMessage } from '../../ports/judge-endpoint.ts';
import type { Safety } from './guard-mapping.ts';

/** What a guard model found in a response. */
export interface GuardFacts {
  readonly safety: Safety;
  /** Kinds of harm, in the guard's own words; none for guards that name none. */
  readonly categories?: readonly string[];
  /** Whether the response declines, where the guard says so. */
  readonly refusal?: boolean;
}

export interface GuardFinding {
  readonly facts: GuardFacts;
  /** Why, in the guard's words; empty for guards that give no reasons. */
  readonly reason: string;
}

export interface GuardMaterial {
  readonly prompt: string;
  readonly response: string;
}

/** How one family of guard models is asked and answers. */
export interface GuardFormat {
  /** Part of the scorer's identity; changes with the reading below. */
  readonly name: string;
  /** Tokens that an answer needs at most. */
  readonly maxTokens: number;
  messages(material: GuardMaterial): readonly JudgeMessage[];
  /** Undefined for anything that is not exactly in the documented format. */
  read(text: string): GuardFinding | undefined;
}

/**
 * The beginnings of what a server or a tokenizer takes for its own: tokens of the chat templates of the guards' base models
 * and of others that fine-tuned guards are served with, and the marks around what Qwen3Guard's template puts into a question.
 */
const CONTROL =
  /<(?=\||\/?s>|\/?think>|\/?tool_|reserved_|eo[ah]>|(?:BEGIN|END) [A-Z]|<\/?SYS>>)|\[(?=[gs]?MASK\]|\/?INST\])/g;

/** White space that ends no line: each line is looked at once, however many are empty. */
const WITHIN_LINE = '[^\\S\\n\\r\\u2028\\u2029]';

/**
 * Foreign text in which no chat template finds anything of its own: a space parts each control token from its bracket, and
 * each of the format's names of speakers at the beginning of a line from its colon, so that no text adds a turn.
 */
export const asMaterial = (text: string, speakers: readonly string[]): string =>
  text
    .replaceAll(CONTROL, '$& ')
    .replaceAll(new RegExp(`^(${WITHIN_LINE}*(?:${speakers.join('|')}))(?=:)`, 'gm'), '$1 ');
