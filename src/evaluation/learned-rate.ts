import { createSentLog, type Ticket } from './sent-log.ts';

/** Requests a second at first: spread so far that quick refusals arrive before many more are sent. */
const FIRST_RATE = 400;
/** The first rate doubles with as many accepted requests. */
const ACCEPTED_TO_DOUBLE = 100;
/** How close to a learned limit one goes. */
const MARGIN = 0.98;
/** Refusals that make a limit believed, where acceptances after them are less than half as many. */
const EVIDENCE = 3;
/** Acceptances after a refusal that make it chance. */
const CHANCE = 20;
/** A share of refusals among the last `RECENT` that says that the limit has sunk. */
const SUNK_SHARE = 0.15;
const RECENT = 20;
/** A refusal where none is due: the limit was taken a little too high, or it is chance. After as many, it is chance. */
const CUT = 0.99;
const DOUBTS = 8;
/** A doubt that comes alone is a late packet. */
const ALONE_MS = 10_000;
const LEAST_RATE = 0.1;
const LEAST_WINDOW_MS = 1000;
const MOST_WINDOW_MS = 60_000;
/** How long a limit is kept before more is tried: until it was met twice, and after that. */
const TRIAL_CALM_MS = 500;
const FIRST_CALM_MS = 60_000;
const LONGEST_CALM_MS = 300_000;
const STILL_THE_SAME = 1.1;
const BURST_SHARE = 0.85;

export interface Refusal {
  /** The limit was learned from it. */
  readonly learned: boolean;
  /** Milliseconds of the window that the limit was counted in. */
  readonly windowMs: number;
}

export interface LearnedRate {
  /** Requests a second that may be sent now. */
  perSecond(nowMs: number): number;
  send(nowMs: number): Ticket;
  accepted(ticket: Ticket): void;
  refused(ticket: Ticket, nowMs: number, retryAfterMs: number | undefined): Refusal;
  /** The endpoint said that its window is used up: what it took is its limit, without a trial. */
  usedUp(nowMs: number, resetMs: number | undefined): void;
}

interface Limit {
  readonly perSecond: number;
  readonly sinceMs: number;
  readonly calmMs: number;
  readonly doubts: number;
  readonly doubtedMs: number;
}

/** A trial grows by a fifth a second; a limit that was met twice by 2 %, then faster: by a half in ten seconds. */
const growth = (beyondMs: number, trial: boolean): number => {
  const seconds = Math.max(0, beyondMs) / 1000;
  return trial ? 1.2 ** seconds : 1.02 ** (seconds + seconds ** 2 / 10);
};

const windowOf = (ms: number | undefined): number =>
  Math.min(MOST_WINDOW_MS, Math.max(LEAST_WINDOW_MS, ms ?? 0));

/**
 * Learns how many requests a second an endpoint takes: what it accepted in the window before it refused is its limit.
 * A refusal among many acceptances is chance and teaches nothing. A learned limit is kept a while, then more is
 * tried, ever faster until the next refusal.
 */
class RateLearner implements LearnedRate {
  readonly #log = createSentLog();
  #limit: Limit | undefined;
  #firstRefused: Ticket | undefined;
  #accepted = 0;

  perSecond(nowMs: number): number {
    const first = FIRST_RATE * 2 ** (this.#accepted / ACCEPTED_TO_DOUBLE);
    if (this.#limit === undefined) return first;
    const { perSecond, sinceMs, calmMs } = this.#limit;
    return Math.min(first, perSecond * MARGIN * growth(nowMs - sinceMs - calmMs, calmMs === TRIAL_CALM_MS));
  }

  send(nowMs: number): Ticket {
    return this.#log.send(nowMs);
  }

  accepted(ticket: Ticket): void {
    ticket.state = 'accepted';
    this.#accepted += 1;
  }

  refused(ticket: Ticket, nowMs: number, retryAfterMs: number | undefined): Refusal {
    ticket.state = 'refused';
    const windowMs = windowOf(retryAfterMs);
    const next =
      this.#limit === undefined
        ? this.#atFullSpeed(ticket, nowMs, windowMs)
        : this.#atLimit(this.#limit, ticket, nowMs, windowMs);
    if (next !== undefined) this.#limit = next;
    return { learned: next !== undefined && next.sinceMs === nowMs, windowMs };
  }

  usedUp(nowMs: number, resetMs: number | undefined): void {
    const limit =
      this.#limit ?? this.#learn(this.#log.rateUpTo(nowMs, windowOf(resetMs)), nowMs, FIRST_CALM_MS);
    this.#limit = { ...limit, calmMs: Math.max(limit.calmMs, FIRST_CALM_MS) };
  }

  #acceptedUpTo({ sentAtMs }: Ticket, windowMs: number): number {
    return Math.max(LEAST_RATE, this.#log.rateUpTo(sentAtMs, windowMs));
  }

  #learn(perSecond: number, nowMs: number, calmMs: number, doubts = 0): Limit {
    this.#firstRefused = undefined;
    return {
      perSecond: Math.max(perSecond, LEAST_RATE),
      sinceMs: nowMs,
      calmMs,
      doubts,
      doubtedMs: Number.NEGATIVE_INFINITY,
    };
  }

  #atFullSpeed(ticket: Ticket, nowMs: number, windowMs: number): Limit | undefined {
    const quiet = nowMs - 2 * (nowMs - ticket.sentAtMs);
    if (this.#firstRefused !== undefined && this.#log.after(this.#firstRefused, quiet).accepted >= CHANCE) {
      this.#firstRefused = undefined;
    }
    this.#firstRefused ??= ticket;
    const { accepted, refused } = this.#log.after(this.#firstRefused, quiet);
    if (refused + 1 < EVIDENCE || accepted * 2 > refused + 1) return undefined;
    return this.#learn(this.#acceptedUpTo(ticket, windowMs), nowMs, TRIAL_CALM_MS);
  }

  #atLimit(limit: Limit, ticket: Ticket, nowMs: number, windowMs: number): Limit | undefined {
    if (ticket.sentAtMs < limit.sinceMs) {
      return { ...limit, perSecond: Math.min(limit.perSecond, this.#acceptedUpTo(ticket, windowMs)) };
    }
    if (ticket.sentAtMs > limit.sinceMs + limit.calmMs) return this.#met(limit, ticket, nowMs);
    const doubts = limit.doubts + 1;
    if (doubts >= DOUBTS) return this.#forget();
    if (this.#log.refusedShare(RECENT, limit.sinceMs) < SUNK_SHARE) {
      const isAlone = nowMs - limit.doubtedMs > ALONE_MS;
      return { ...limit, perSecond: limit.perSecond * (isAlone ? 1 : CUT), doubts, doubtedMs: nowMs };
    }
    return this.#learn(this.#acceptedUpTo(ticket, windowMs), nowMs, FIRST_CALM_MS, doubts + 1);
  }

  /**
   * Refused while more was tried. What was accepted since the limit was last met is the limit of a server that saves
   * up unused allowance; for one that counts in windows it is too low, and what was known holds. Where the last second
   * held twice what was known, what was known was no more than a server's short burst.
   */
  #met(limit: Limit, ticket: Ticket, nowMs: number): Limit {
    const overall = this.#log.rateUpTo(ticket.sentAtMs, ticket.sentAtMs - limit.sinceMs);
    const lately = this.#log.rateUpTo(ticket.sentAtMs, LEAST_WINDOW_MS);
    const accepted = lately >= 2 * limit.perSecond ? lately * BURST_SHARE : overall;
    const more = accepted > limit.perSecond * STILL_THE_SAME;
    const calmMs =
      limit.calmMs === TRIAL_CALM_MS ? FIRST_CALM_MS : Math.min(LONGEST_CALM_MS, limit.calmMs * 2);
    return this.#learn(more ? accepted : limit.perSecond, nowMs, more ? TRIAL_CALM_MS : calmMs);
  }

  /** The refusals do not follow the rate: there is no limit to keep. */
  #forget(): undefined {
    this.#limit = undefined;
    this.#accepted = 0;
    return undefined;
  }
}

export const createLearnedRate = (): LearnedRate => new RateLearner();
