import type { Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { StoredPrompt } from '../flames/prompt.ts';
import type { Run } from '../flames/run.ts';
import type { ScoreLimits } from '../flames/scorecard.ts';
import type { RunId } from '../ids.ts';
import type { PairedTable } from '../statistics/newcombe-paired.ts';
import type { TallyCell } from './run-store.ts';
import type { AgreementCounts } from './scorer-records.ts';

/** How two runs did on one dimension, over the prompts that both scored. Dimensions without such a prompt are absent. */
export interface PairedCell extends PairedTable {
  readonly dimension: Dimension;
}

/** A run as it is compared with others. */
export interface HistoricRun {
  readonly run: Run;
  /** The same for the same prompts in any order, under any name of the set. */
  readonly promptContent: string;
}

/** A prompt that two runs' scorers labelled differently. */
export interface DifferingPrompt {
  readonly prompt: StoredPrompt;
  readonly a: { readonly label: Label; readonly text: string };
  readonly b: { readonly label: Label; readonly text: string };
}

/**
 * A completed run of the model before another one, of the same prompts and scorer, with the prompts that both scored: the
 * last that asked as many prompts and all of the other's dimensions, so that a small run in between hides nothing; else the
 * last.
 */
export interface RunBefore {
  readonly id: RunId;
  readonly finishedAt: Date;
  readonly cells: readonly PairedCell[];
}

/** Two runs as one read sees them, in the eyes of their own scorer. */
export interface PairReading {
  readonly a: HistoricRun;
  readonly b: HistoricRun;
  readonly cells: readonly PairedCell[];
  /** Those that differ by most labels first; of these the ones that got worse. */
  readonly differing: readonly DifferingPrompt[];
}

/** What a run's results are made of. */
export interface CountedResult {
  readonly tally: readonly TallyCell[];
  /** As far as they are kept. */
  readonly scoreLimits: ScoreLimits;
}

/** A completed run as a board lists it. */
export interface BoardRun extends HistoricRun, CountedResult {
  /** How its scorer agrees with people; null for labels that were made elsewhere. */
  readonly agreement: AgreementCounts | null;
  /** Earlier completed runs of the same model, set and scorer, newest first. */
  readonly earlier: readonly Pick<Run, 'id' | 'subset' | 'finishedAt'>[];
}

/** Reads over several runs. Each method is one consistent view of the store. */
export interface RunHistory {
  /** Completed runs of a model that nobody marked invalid, newest first. */
  completed(model: string): readonly HistoricRun[];
  /** What the results of these runs are made of; without those that do not exist. */
  results(runs: readonly RunId[]): ReadonlyMap<RunId, CountedResult>;
  /** Both runs and at most `most` prompts on which they differ; undefined when one does not exist. */
  pair(a: RunId, b: RunId, most: number): PairReading | undefined;
  /** The latest completed run, not marked invalid, of each model on each set's content by each scorer; newest first. */
  latest(): readonly BoardRun[];
}
