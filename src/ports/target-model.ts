/** Tokens as the endpoint counted them; `null` where it did not say. */
export interface TokenUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** What the endpoint's headers say about its limits, for the pace of the next requests. */
export interface RateHints {
  readonly remainingRequests?: number;
  readonly remainingTokens?: number;
  /** Milliseconds until the request or token window is full again. */
  readonly resetRequestsMs?: number;
  readonly resetTokensMs?: number;
}

/** Why a request gave no response that can be scored. A closed list: cards, exports and retries switch over it. */
export const FAILURE_CLASSES = [
  'rate-limited',
  'server-error',
  'network',
  'timeout',
  'malformed',
  'too-large',
  'content-filter',
  'empty',
  'thought-only',
  'tool-call',
  'bad-request',
  'unauthorized',
  'not-found',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export interface Answer {
  readonly kind: 'answered';
  /** The reply without thoughts: what is scored. A refusal in the API's `refusal` field counts as a reply. */
  readonly text: string;
  /** Text from `<think>` or `reasoning_content`, kept apart and never scored. */
  readonly reasoning?: string;
  /** The reply hit the token limit: scored, and counted as truncated. */
  readonly truncated: boolean;
  readonly servedModel?: string;
  readonly fingerprint?: string;
  readonly usage: TokenUsage;
  readonly hints?: RateHints;
}

export interface FailedAttempt {
  readonly kind: 'failed';
  readonly failure: FailureClass;
  /** One sentence for people, without secrets. */
  readonly detail: string;
  readonly httpStatus?: number;
  /** As the endpoint told in `Retry-After`. */
  readonly retryAfterMs?: number;
  readonly usage: TokenUsage;
  readonly servedModel?: string;
  readonly hints?: RateHints;
}

export type Attempt = Answer | FailedAttempt;

export interface AskOptions {
  readonly signal: AbortSignal;
}

/** A model under test: one request, one attempt. What an endpoint does is data, never an exception. */
export interface TargetModel {
  readonly name: string;
  ask(prompt: string, options: AskOptions): Promise<Attempt>;
}
