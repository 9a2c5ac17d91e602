import type { Attempt, FailureClass } from '../ports/target-model.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { createLearnedRate } from './learned-rate.ts';
import type { Ticket } from './sent-log.ts';
import { createSpacing } from './spacing.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface PaceSettings {
  /** The most requests under way at once. */
  readonly concurrency: number;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** A request that was let go, with the tokens that were set aside for it. */
export interface Permit {
  readonly ticket: Ticket;
  readonly tokens: number;
}

/** When requests may go to one model. Time comes in as monotonic milliseconds; nothing here waits. */
export interface Pace {
  readonly underWay: number;
  readonly concurrency: number;
  /** Milliseconds until a request of about this many tokens may go; Infinity until one under way has ended. */
  waitMs(nowMs: number, tokens: number): number;
  /** Milliseconds for which the endpoint told, or its refusals made us, to send nothing. */
  heldMs(nowMs: number): number;
  begin(nowMs: number, tokens: number): Permit;
  end(permit: Permit, attempt: Attempt | 'abandoned', nowMs: number): void;
}

/** Without a word from the endpoint: a quarter of a second after a few refusals in a row, doubling. */
const FIRST_HOLD_MS = 250;
const LONGEST_HOLD_MS = 15_000;
const REFUSALS_IN_A_ROW = 3;

const STRAINS: readonly FailureClass[] = ['timeout', 'network', 'server-error'];

const tokensOf = ({ usage }: Attempt): number | undefined =>
  usage.promptTokens === null && usage.completionTokens === null
    ? undefined
    : (usage.promptTokens ?? 0) + (usage.completionTokens ?? 0);

class ModelPace implements Pace {
  readonly #limit;
  readonly #rate = createLearnedRate();
  readonly #spacing = createSpacing();
  readonly #mostPerSecond: number;
  readonly #bucket;
  #underWay = 0;
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #heldSinceMs = Number.NEGATIVE_INFINITY;
  #refusalsInARow = 0;

  constructor({ concurrency, requestsPerMinute, tokensPerMinute }: PaceSettings) {
    this.#limit = createConcurrencyLimit(concurrency);
    this.#mostPerSecond = (requestsPerMinute ?? Number.POSITIVE_INFINITY) / 60;
    this.#bucket = tokensPerMinute === undefined ? undefined : createTokenBucket(tokensPerMinute);
  }

  get underWay(): number {
    return this.#underWay;
  }

  get concurrency(): number {
    return this.#limit.limit;
  }

  heldMs(nowMs: number): number {
    return Math.max(0, this.#heldUntilMs - nowMs);
  }

  waitMs(nowMs: number, tokens: number): number {
    if (this.#underWay >= this.#limit.limit) return Number.POSITIVE_INFINITY;
    const spaced = this.#spacing.waitMs(nowMs, this.#perSecond(nowMs));
    return Math.max(this.heldMs(nowMs), spaced, this.#bucket?.waitMs(nowMs, tokens) ?? 0);
  }

  begin(nowMs: number, tokens: number): Permit {
    this.#underWay += 1;
    this.#spacing.sent(nowMs, this.#perSecond(nowMs));
    this.#bucket?.take(nowMs, tokens);
    return { ticket: this.#rate.send(nowMs), tokens };
  }

  end({ ticket, tokens }: Permit, attempt: Attempt | 'abandoned', nowMs: number): void {
    this.#underWay -= 1;
    if (attempt === 'abandoned') return;
    this.#bucket?.settle(tokens, tokensOf(attempt) ?? (attempt.kind === 'answered' ? tokens : 0));
    if (attempt.kind === 'failed' && attempt.retryAfterMs !== undefined)
      this.#hold(nowMs, attempt.retryAfterMs);
    if (attempt.kind === 'failed' && attempt.failure === 'rate-limited') {
      this.#refused(ticket, nowMs, attempt.retryAfterMs);
      return;
    }
    this.#accepted(ticket, attempt, nowMs);
    if (attempt.hints?.remainingRequests === 0) this.#rate.usedUp(nowMs, attempt.hints.resetRequestsMs);
  }

  #perSecond(nowMs: number): number {
    return Math.min(this.#mostPerSecond, this.#rate.perSecond(nowMs));
  }

  #accepted(ticket: Ticket, attempt: Attempt, nowMs: number): void {
    this.#rate.accepted(ticket);
    if (attempt.kind === 'failed' && STRAINS.includes(attempt.failure)) {
      this.#limit.strained(ticket.sentAtMs, nowMs);
      return;
    }
    this.#refusalsInARow = 0;
    this.#limit.succeeded(ticket.sentAtMs, this.#underWay + 1);
  }

  #refused(ticket: Ticket, nowMs: number, retryAfterMs: number | undefined): void {
    const { learned, windowMs } = this.#rate.refused(ticket, nowMs, retryAfterMs);
    if (ticket.sentAtMs >= this.#heldSinceMs) this.#refusalsInARow += 1;
    if (retryAfterMs !== undefined) return;
    if (learned) this.#hold(nowMs, windowMs);
    else if (this.#refusalsInARow >= REFUSALS_IN_A_ROW && ticket.sentAtMs >= this.#heldSinceMs) {
      this.#hold(
        nowMs,
        Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** (this.#refusalsInARow - REFUSALS_IN_A_ROW)),
      );
    }
  }

  #hold(nowMs: number, ms: number): void {
    this.#heldSinceMs = nowMs;
    this.#heldUntilMs = Math.max(this.#heldUntilMs, nowMs + ms);
  }
}

/** The pace of requests to one model: concurrency, learned rate, configured rates, and waits as told. */
export const createPace = (settings: PaceSettings): Pace => new ModelPace(settings);
