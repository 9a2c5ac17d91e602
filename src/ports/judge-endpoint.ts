import type { ScoringCost } from './scorer.ts';
import type { FailureClass } from './target-model.ts';

export interface JudgeMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** The shape of the answer, for endpoints that can be held to one. */
export interface AnswerFormat {
  /** Letters, digits and underscores. */
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What decides a judge's answers besides the messages: part of the scorer's identity. No address and no key. */
export interface JudgeTerms {
  /** The name that the endpoint knows. */
  readonly model: string;
  readonly temperature: number;
  readonly maxTokens: number | null;
  readonly extraBody: Readonly<Record<string, unknown>>;
}

/** What a judge said, or why it said nothing; the cost of every try is in it. The text is hostile. */
export type JudgeReply =
  | { readonly kind: 'answered'; readonly text: string; readonly cost: ScoringCost }
  | {
      readonly kind: 'failed';
      readonly failure: FailureClass;
      /** One sentence for people, without secrets. */
      readonly detail: string;
      readonly cost: ScoringCost;
    };

/** A model that judges responses. */
export interface JudgeEndpoint {
  /** As evidence and cards call it; unique within a panel. */
  readonly name: string;
  readonly terms: JudgeTerms;
  /** `format` holds the answer to a shape where the endpoint can. Repeats transient failures within a bound. What an endpoint does is data; rejects only when `signal` aborts. */
  complete(
    messages: readonly JudgeMessage[],
    format: AnswerFormat | null,
    signal: AbortSignal,
  ): Promise<JudgeReply>;
}
