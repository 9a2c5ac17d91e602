import type { PromptId } from '../ids.ts';
import type { Attempt, FailedAttempt, FailureClass } from '../ports/target-model.ts';

/** Different prompts in a row whose first try failed, before an endpoint is suspected to be dead. */
const SUSPICIOUS = 10;
/** Failures in a row, of whatever prompts, that say the same of an endpoint that never answered. */
const SUSPICIOUS_AT_START = 12;
/** How long a suspect that answered before may stay silent (a restart, say), and one that never answered. */
const GRACE_MS = 30_000;
const GRACE_AT_START_MS = 5_000;

/** Refusals in a row, and for how long, after which an endpoint that only refuses is as good as dead. */
const REFUSALS = 20;
const REFUSING_MS = 5 * 60_000;

/** No reply of the model: the endpoint, the way to it, or the right to use it. */
const DEAD: readonly FailureClass[] = ['network', 'timeout', 'server-error', 'unauthorized', 'not-found'];
/** As dead, as long as nothing else was ever heard: a wrong address, or settings that the endpoint refuses. */
const DEAD_AT_START: readonly FailureClass[] = [...DEAD, 'malformed', 'bad-request', 'too-large'];
/** Waiting does not mend them. */
const FINAL: readonly FailureClass[] = ['unauthorized', 'not-found', 'bad-request'];

export interface Breaker {
  /** Enough failures in a row that no single prompt is to blame. */
  readonly suspects: boolean;
  /** Whether the endpoint ever showed that it lives. */
  readonly answered: boolean;
  /** The failure that showed that the endpoint is dead. */
  readonly tripped: FailedAttempt | undefined;
  note(prompt: PromptId, tries: number, attempt: Attempt, nowMs: number): void;
}

/**
 * Tells a dead endpoint from prompts that have trouble. Once the endpoint has answered, only first tries count: prompts
 * that failed while others were answered are to blame themselves. Refusals for its limits say nothing for a long time.
 */
class EndpointBreaker implements Breaker {
  readonly #failing = new Set<PromptId>();
  #failures = 0;
  #firstFailureMs: number | undefined;
  readonly #refusing = new Set<PromptId>();
  #refusals = 0;
  #firstRefusalMs: number | undefined;
  answered = false;
  tripped: FailedAttempt | undefined;

  get suspects(): boolean {
    return this.#isSilent || this.#refusing.size >= SUSPICIOUS;
  }

  get #isSilent(): boolean {
    return this.#failing.size >= SUSPICIOUS || (!this.answered && this.#failures >= SUSPICIOUS_AT_START);
  }

  note(prompt: PromptId, tries: number, attempt: Attempt, nowMs: number): void {
    if (attempt.kind === 'failed' && attempt.failure === 'rate-limited') {
      this.#refused(prompt, tries, attempt, nowMs);
      return;
    }
    if (attempt.kind === 'answered' || !(this.answered ? DEAD : DEAD_AT_START).includes(attempt.failure)) {
      this.#showedLife();
      return;
    }
    this.#failures += 1;
    if (tries === 1) this.#failing.add(prompt);
    this.#firstFailureMs ??= nowMs;
    if (this.#trips(attempt, nowMs - this.#firstFailureMs)) this.tripped ??= attempt;
  }

  #trips({ failure }: FailedAttempt, silentMs: number): boolean {
    if (!this.answered && (failure === 'unauthorized' || failure === 'not-found')) return true;
    if (!this.#isSilent) return false;
    return FINAL.includes(failure) || silentMs >= (this.answered ? GRACE_MS : GRACE_AT_START_MS);
  }

  #refused(prompt: PromptId, tries: number, attempt: FailedAttempt, nowMs: number): void {
    this.#refusals += 1;
    if (tries === 1) this.#refusing.add(prompt);
    this.#firstRefusalMs ??= nowMs;
    if (this.#refusals >= REFUSALS && nowMs - this.#firstRefusalMs >= REFUSING_MS) this.tripped ??= attempt;
  }

  #showedLife(): void {
    this.answered = true;
    this.#refusals = 0;
    this.#refusing.clear();
    this.#firstRefusalMs = undefined;
    this.#failing.clear();
    this.#failures = 0;
    this.#firstFailureMs = undefined;
  }
}

export const createBreaker = (): Breaker => new EndpointBreaker();
