import type { Run } from '../flames/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunCounts, RunStore } from '../ports/run-store.ts';
import type { Scorer } from '../ports/scorer.ts';
import type { TargetModel } from '../ports/target-model.ts';
import type { Hindrance } from '../ports/work-queue.ts';
import { type AskEnd, askPrompts } from './ask-prompts.ts';
import { type Budget, type CostCaps, createBudget, type SetAside } from './budget.ts';
import { createJournal, type Journal } from './journal.ts';
import { createPace, type Pace, type PaceSettings } from './pace.ts';
import { createProgress, type ProgressCounter } from './progress.ts';
import { createPromptQueue, type PromptQueue } from './prompt-queue.ts';
import { type Backoff, DEFAULT_BACKOFF } from './retry-policy.ts';
import type { RunProgress } from './run-event.ts';
import { createScoring, type ScoreEnd, type Scoring } from './score-responses.ts';
import { createWake } from './wake.ts';

/** What an evaluation works with. */
export interface EvaluatePorts {
  readonly model: TargetModel;
  readonly scorer: Scorer;
  /** Why scoring stands still now; absent where nothing can be in its way. */
  readonly hindrance?: () => Hindrance | undefined;
  readonly store: RunStore;
  readonly clock: Clock;
  /** Shared by all runs of this process, so that the cap of a day holds over them. */
  readonly setAside?: SetAside;
}

export interface SessionSettings extends PaceSettings {
  readonly caps: CostCaps;
  /** Asks the prompts again whose last verdict is `failed`. */
  readonly retryFailed: boolean;
  /** Stops the run: it can go on later. */
  readonly signal: AbortSignal;
  /** 0 to 1; for the jitter of waits. */
  readonly random?: () => number;
  readonly backoff?: Backoff;
  /** Milliseconds from a prompt's first request to the verdict that it failed; at least the model's own time limit. */
  readonly deadlineMs?: number;
}

export type SessionEnd =
  | { readonly kind: 'done' | 'stopped' | 'cancelled' }
  | Exclude<AskEnd, { kind: 'asked-all' | 'aborted' }>
  | { readonly kind: 'scorer-broken'; readonly error: unknown };

export interface Session {
  readonly counts: ProgressCounter;
  progress(): RunProgress;
  /** Resolves when everything that was obtained is stored. Rejects when the program itself broke. */
  run(): Promise<SessionEnd>;
}

const POLL_MS = 500;
const DAY_MS = 86_400_000;
const DEADLINE_MS = 20 * 60_000;
/** Prompts in memory that wait for another try, for each request that may be under way. */
const WAITING_PER_REQUEST = 4;
const LEAST_WAITING = 256;

class RunSession implements Session {
  readonly #run: Run;
  readonly #ports: EvaluatePorts;
  readonly #settings: SessionSettings;
  readonly #pace: Pace;
  readonly #queue: PromptQueue;
  readonly #budget: Budget;
  readonly #journal: Journal;
  readonly #scoring: Scoring;
  readonly #scoringWake;
  readonly #all = new AbortController();
  readonly counts: ProgressCounter;
  #isAskingOver = false;
  #reason: 'stopped' | 'cancelled' | undefined;
  #fault: { readonly error: unknown } | undefined;

  constructor(run: Run, present: RunCounts, ports: EvaluatePorts, settings: SessionSettings) {
    const { store, scorer, clock } = ports;
    this.#run = run;
    this.#ports = ports;
    this.#settings = settings;
    this.counts = createProgress(run, present, settings.retryFailed);
    const spentUsd = store.spentOn(run.id);
    this.#budget = createBudget(settings.caps, spentUsd, this.#spentTodayUsd() ?? spentUsd, ports.setAside);
    this.#pace = createPace(settings);
    const before = settings.retryFailed ? store.nextResponseId() : undefined;
    const mostWaiting = Math.max(LEAST_WAITING, WAITING_PER_REQUEST * settings.concurrency);
    this.#queue = createPromptQueue(
      (after, limit) => store.unasked(run.id, after, limit, before),
      mostWaiting,
    );
    this.#scoringWake = createWake(clock);
    this.#journal = createJournal(store, run.id, {
      saved: (saved) => {
        this.counts.count(saved);
        if (saved.asked.length > 0) this.#scoringWake.call();
      },
      broken: (error) => this.#break(error),
    });
    this.#scoring = createScoring({
      run: run.id,
      scorer,
      store,
      clock,
      journal: this.#journal,
      budget: this.#budget,
      before: { spentUsd: present.usage.scoringCostUsd ?? 0, verdicts: this.counts.scored },
      wake: this.#scoringWake,
      isAskingOver: () => this.#isAskingOver,
      signal: this.#all.signal,
    });
  }

  progress(): RunProgress {
    const nowMs = this.#ports.clock.monotonicMs();
    const { underWay, concurrency } = this.#pace;
    const hindrance = (this.counts.unlabelled > 0 ? this.#ports.hindrance?.() : undefined) ?? null;
    const waitingMs = this.#pace.heldMs(nowMs);
    return this.counts.progress(nowMs, { concurrency, underWay, waitingMs, hindrance });
  }

  async run(): Promise<SessionEnd> {
    const { signal } = this.#settings;
    const stop = (): void => this.#stop('stopped');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const over = new AbortController();
    const polling = this.#poll(over.signal);
    try {
      const [asked, scored] = await Promise.all([this.#ask(), this.#score()]);
      this.#journal.close();
      return this.#end(asked, scored);
    } finally {
      signal.removeEventListener('abort', stop);
      over.abort();
      await polling;
    }
  }

  async #ask(): Promise<AskEnd> {
    const { model, clock } = this.#ports;
    const { random = Math.random, backoff = DEFAULT_BACKOFF, deadlineMs = DEADLINE_MS } = this.#settings;
    try {
      const end = await askPrompts({
        terms: this.#run.terms.model,
        model,
        queue: this.#queue,
        pace: this.#pace,
        budget: this.#budget,
        journal: this.#journal,
        clock,
        random,
        backoff,
        deadlineMs,
        scoringAheadUsd: () => this.#scoring.usualUsd * (this.#pace.underWay + this.counts.unlabelled + 1),
        signal: this.#all.signal,
      });
      this.#journal.flush();
      return end;
    } catch (error) {
      return this.#break(error);
    } finally {
      this.#isAskingOver = true;
      this.#scoringWake.call();
    }
  }

  async #score(): Promise<ScoreEnd> {
    try {
      const end = await this.#scoring.run();
      if (end.kind === 'broken') this.#all.abort();
      return end;
    } catch (error) {
      return this.#break(error);
    }
  }

  /** Looks for a cancel request, and for what other runs have spent today. */
  async #poll(over: AbortSignal): Promise<void> {
    const { store, clock } = this.#ports;
    for (;;) {
      await clock.sleep(POLL_MS, over);
      if (over.aborted) return;
      try {
        if (store.isCancelRequested(this.#run.id)) this.#stop('cancelled');
        this.#journal.flush();
        const spentUsd = this.#spentTodayUsd();
        if (spentUsd !== null) this.#budget.refreshDay(spentUsd);
      } catch (error) {
        this.#break(error);
      }
    }
  }

  #spentTodayUsd(): number | null {
    const { store, clock } = this.#ports;
    if (this.#settings.caps.costPerDayUsd === undefined) return null;
    return store.spentSince(new Date(clock.now().getTime() - DAY_MS));
  }

  #stop(reason: 'stopped' | 'cancelled'): void {
    this.#reason ??= reason;
    this.#all.abort();
  }

  #break(error: unknown): { readonly kind: 'aborted' } {
    this.#fault ??= { error };
    this.#all.abort();
    return { kind: 'aborted' };
  }

  #end(asked: AskEnd, scored: ScoreEnd): SessionEnd {
    if (this.#fault !== undefined) throw this.#fault.error;
    if (this.#reason !== undefined) return { kind: this.#reason };
    if (scored.kind === 'broken') return { kind: 'scorer-broken', error: scored.error };
    if (asked.kind !== 'asked-all' && asked.kind !== 'aborted') return asked;
    return scored.kind === 'over-cap' ? scored : { kind: 'done' };
  }
}

/** One session of work on a claimed run, of which `present` is stored. */
export const createSession = (
  run: Run,
  present: RunCounts,
  ports: EvaluatePorts,
  settings: SessionSettings,
): Session => new RunSession(run, present, ports, settings);
