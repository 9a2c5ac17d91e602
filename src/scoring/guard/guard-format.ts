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

/** The beginnings of control tokens in the chat templates of the guards' base models. */
const CONTROL = /<(?=\||\/?s>|\/?think>|reserved_|eo[ah]>)|\[(?=g?MASK\])/g;

/** Foreign text in which no chat template finds a control token: a space parts each from its bracket. */
export const withoutControlTokens = (text: string): string => text.replaceAll(CONTROL, '$& ');
