import type { StoredRunState } from '../flames/run.ts';
import type { ChatEvent } from './chat-platform.ts';
import type { FailureClass } from './target-model.ts';

/** What a process counts of its own work; no text and no names. */
export interface Metrics {
  /** One request to a model under test ended. */
  asked(outcome: 'answered' | FailureClass): void;
  /** One batch was scored, in so many milliseconds. */
  scored(verdicts: { readonly labelled: number; readonly unscored: number }, ms: number): void;
  /** One chat event was handled, in so many milliseconds. */
  handled(kind: ChatEvent['kind'], ms: number): void;
}

/** What the store holds now. */
export interface OperationCounts {
  readonly runs: Readonly<Record<StoredRunState, number>>;
  /** Responses of running runs that wait for a label. */
  readonly waitingForLabel: number;
  readonly outbox: { readonly waiting: number; readonly dead: number };
}

/** Where nobody looks. */
export const noMetrics: Metrics = {
  asked: () => undefined,
  scored: () => undefined,
  handled: () => undefined,
};
