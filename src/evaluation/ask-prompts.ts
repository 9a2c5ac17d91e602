import type { ModelTerms } from '../flames/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Attempt, FailedAttempt, TargetModel } from '../ports/target-model.ts';
import { othersTurn } from '../steps.ts';
import { askOnce } from './ask-once.ts';
import { attemptCostUsd } from './attempt-cost.ts';
import { attemptRecord, responseRecord } from './attempt-records.ts';
import { createBreaker } from './breaker.ts';
import type { Budget, CapName } from './budget.ts';
import type { Journal } from './journal.ts';
import type { Pace, Permit } from './pace.ts';
import type { AskItem, PromptQueue } from './prompt-queue.ts';
import { type Backoff, backoffMs, mayRetry } from './retry-policy.ts';
import { createTokenEstimate } from './token-estimate.ts';
import { createWake } from './wake.ts';

export interface AskParts {
  readonly terms: ModelTerms;
  readonly model: TargetModel;
  readonly queue: PromptQueue;
  readonly pace: Pace;
  readonly budget: Budget;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: Backoff;
  /** From the first request for a prompt to the verdict that it failed. */
  readonly deadlineMs: number;
  /** USD that scoring is likely to cost for one more response and all that still wait for it. */
  readonly scoringAheadUsd: () => number;
  readonly signal: AbortSignal;
}

/** Why asking is over. */
export type AskEnd =
  | { readonly kind: 'asked-all' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'dead'; readonly by: FailedAttempt }
  | { readonly kind: 'over-cap'; readonly cap: CapName }
  /** Told to wait for longer than a run should hang. */
  | { readonly kind: 'told-to-wait'; readonly ms: number };

/** So many, whatever the failure, while an endpoint has never answered: its settings may be to blame. */
const TRIES_AT_START = 3;
/** Beyond it, waiting is a person's decision. */
const LONGEST_WAIT_MS = 15 * 60_000;

interface Going {
  readonly item: AskItem;
  readonly permit: Permit;
  readonly reservedUsd: number;
  readonly controller: AbortController;
  readonly startedMs: number;
  readonly at: Date;
}

class Asking {
  readonly #parts: AskParts;
  readonly #wake;
  readonly #estimate;
  readonly #breaker = createBreaker();
  readonly #going = new Set<Going>();
  #fault: { readonly error: unknown } | undefined;

  constructor(parts: AskParts) {
    this.#parts = parts;
    this.#wake = createWake(parts.clock);
    this.#estimate = createTokenEstimate(parts.terms);
  }

  async run(): Promise<AskEnd> {
    const { signal } = this.#parts;
    const stop = (): void => this.#wake.call();
    signal.addEventListener('abort', stop, { once: true });
    const end = await this.#loop();
    // Requests of a healthy endpoint that are under way may still answer; they are paid for.
    if (end.kind !== 'told-to-wait') this.#abandon();
    while (this.#going.size > 0) {
      await this.#wake.wait(Number.POSITIVE_INFINITY);
      if (signal.aborted) this.#abandon();
    }
    signal.removeEventListener('abort', stop);
    if (this.#fault !== undefined) throw this.#fault.error;
    return end;
  }

  #abandon(): void {
    for (const { controller } of this.#going) controller.abort();
  }

  async #loop(): Promise<AskEnd> {
    const { clock, queue, pace, signal } = this.#parts;
    for (;;) {
      if (signal.aborted || this.#fault !== undefined) return { kind: 'aborted' };
      if (this.#breaker.tripped !== undefined) return { kind: 'dead', by: this.#breaker.tripped };
      const nowMs = clock.monotonicMs();
      if (pace.heldMs(nowMs) > LONGEST_WAIT_MS) return { kind: 'told-to-wait', ms: pace.heldMs(nowMs) };
      const next = this.#next(nowMs);
      if (typeof next === 'object') return next;
      if (next === 0) {
        // requests that go at once are answered at once
        await othersTurn();
        continue;
      }
      if (next === Number.POSITIVE_INFINITY && this.#going.size === 0 && queue.nextDueMs(nowMs) === next) {
        return { kind: 'asked-all' };
      }
      await this.#wake.wait(next);
    }
  }

  /** Lets one request go (0), or tells how many milliseconds to wait, or why none may go any more. */
  #next(nowMs: number): number | AskEnd {
    const { queue, pace, budget, terms, scoringAheadUsd } = this.#parts;
    const item = queue.take(nowMs);
    if (item === undefined) return Math.max(1, queue.nextDueMs(nowMs) - nowMs);
    const { text } = item.prompt;
    const tokens = this.#estimate.likely(text);
    const waitMs = pace.waitMs(nowMs, tokens);
    if (waitMs > 0) {
      queue.putBack(item);
      return waitMs;
    }
    const reservedUsd = attemptCostUsd(terms, this.#estimate.most(text)) ?? 0;
    const cap = budget.wouldBreak(reservedUsd + scoringAheadUsd());
    if (cap !== undefined) {
      queue.putBack(item);
      return this.#going.size > 0 ? Number.POSITIVE_INFINITY : { kind: 'over-cap', cap };
    }
    this.#start(item, nowMs, tokens, reservedUsd);
    return 0;
  }

  #start(item: AskItem, nowMs: number, tokens: number, reservedUsd: number): void {
    const { pace, budget, clock } = this.#parts;
    budget.reserve(reservedUsd);
    const going: Going = {
      item: { ...item, tries: item.tries + 1, firstAskedMs: item.firstAskedMs ?? nowMs },
      permit: pace.begin(nowMs, tokens),
      reservedUsd,
      controller: new AbortController(),
      startedMs: nowMs,
      at: clock.now(),
    };
    this.#going.add(going);
    this.#ask(going)
      .catch((error: unknown) => {
        this.#fault ??= { error };
      })
      .finally(() => {
        this.#going.delete(going);
        this.#wake.call();
      });
  }

  async #ask(going: Going): Promise<void> {
    const { model, clock, pace, budget, deadlineMs } = this.#parts;
    const { item, startedMs, controller, permit, reservedUsd } = going;
    const leftMs = Math.max(1, (item.firstAskedMs ?? startedMs) + deadlineMs - startedMs);
    let attempt: Attempt | 'abandoned' = 'abandoned';
    try {
      attempt = await askOnce(model, item.prompt.text, leftMs, controller, clock);
    } finally {
      pace.end(permit, attempt, clock.monotonicMs());
      budget.settle(reservedUsd, attempt === 'abandoned' ? 0 : this.#spentUsd(attempt));
    }
    if (attempt !== 'abandoned') this.#settle(going, attempt);
  }

  /** A failed request whose tokens nobody counted is taken to have cost nothing. */
  #spentUsd(attempt: Attempt): number | null {
    const { terms } = this.#parts;
    const unknown = attempt.kind === 'answered' && terms.price !== undefined ? null : 0;
    return attemptCostUsd(terms, attempt.usage) ?? unknown;
  }

  #settle(going: Going, attempt: Attempt): void {
    const { clock, journal, queue, backoff, random, terms } = this.#parts;
    const { item } = going;
    const nowMs = clock.monotonicMs();
    this.#estimate.learn(item.prompt.text, attempt.usage);
    this.#breaker.note(item.prompt.id, item.tries, attempt, nowMs);
    const { id, dimension } = item.prompt;
    const request = { prompt: id, at: going.at, latencyMs: nowMs - going.startedMs };
    const record = attemptRecord(request, attempt, terms);
    if (attempt.kind === 'failed' && this.#triesAgain(item, attempt, nowMs)) {
      queue.retry(item, nowMs + backoffMs(attempt, item.tries, backoff, random));
      journal.asked({ attempt: record, dimension });
    } else {
      journal.asked({ attempt: record, response: responseRecord(request, attempt, clock.now()), dimension });
    }
  }

  /** While the endpoint itself is in doubt no prompt is given up for its failures. */
  #triesAgain({ tries, firstAskedMs }: AskItem, { failure }: FailedAttempt, nowMs: number): boolean {
    if (this.#breaker.suspects || this.#breaker.tripped !== undefined) return true;
    if (nowMs - (firstAskedMs ?? nowMs) >= this.#parts.deadlineMs) return false;
    return mayRetry(failure, tries) || (!this.#breaker.answered && tries < TRIES_AT_START);
  }
}

/**
 * Asks everything that the queue holds, at the pace, within the budget; every attempt goes into the journal. Resolves
 * when nothing is under way any more. Rejects only when the program itself broke.
 */
export const askPrompts = (parts: AskParts): Promise<AskEnd> => new Asking(parts).run();
