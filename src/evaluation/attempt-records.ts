import type { ModelTerms } from '../flames/run.ts';
import type { PromptId } from '../ids.ts';
import type { AttemptRecord, ResponseRecord } from '../ports/run-store.ts';
import type { Verdict } from '../ports/scorer.ts';
import type { Attempt } from '../ports/target-model.ts';
import { attemptCostUsd } from './attempt-cost.ts';

export interface Request {
  readonly prompt: PromptId;
  readonly at: Date;
  readonly latencyMs: number;
}

/** One request as the store keeps it. */
export const attemptRecord = (request: Request, attempt: Attempt, terms: ModelTerms): AttemptRecord => {
  const failed = attempt.kind === 'failed';
  return {
    ...request,
    purpose: 'ask',
    outcome: failed ? attempt.failure : 'answered',
    ...(failed && attempt.httpStatus !== undefined ? { httpStatus: attempt.httpStatus } : {}),
    usage: attempt.usage,
    costUsd: attemptCostUsd(terms, attempt.usage),
  };
};

/** What a verdict cost as the store keeps it; undefined for a scorer that costs nothing. */
export const scoringAttempt = (
  prompt: PromptId,
  { cost }: Verdict,
  latencyMs: number,
  at: Date,
): AttemptRecord | undefined => {
  if (cost === undefined) return undefined;
  const { promptTokens, completionTokens, costUsd } = cost;
  const usage = { promptTokens, completionTokens };
  return { prompt, purpose: 'score', outcome: 'answered', latencyMs, usage, costUsd, at };
};

/** The end of asking a prompt as the store keeps it; `at` is when it ended. */
export const responseRecord = (
  { prompt, latencyMs }: Request,
  attempt: Attempt,
  at: Date,
): ResponseRecord => {
  const served = attempt.servedModel === undefined ? {} : { servedModel: attempt.servedModel };
  const common = { prompt, latencyMs, at, ...served };
  if (attempt.kind === 'failed') {
    return { ...common, state: 'failed', failure: attempt.failure, detail: attempt.detail };
  }
  const { text, truncated, reasoning, fingerprint } = attempt;
  return {
    ...common,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(reasoning === undefined ? {} : { reasoning }),
    state: 'answered',
    text,
    truncated,
  };
};
