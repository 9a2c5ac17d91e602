import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Run, RunState } from '../flames/run.ts';
import type { PairedCell, PairReading } from '../ports/run-history.ts';
import type { Interval } from '../statistics/interval.ts';
import { comparePaired } from '../statistics/paired-comparison.ts';

/** One of the two runs, as `flames compare --json` names it. */
interface ComparedRun {
  readonly id: string;
  readonly model: string;
  readonly promptSet: string;
  readonly promptSetSha256: string;
  readonly subset: string;
  readonly seed: number | null;
  readonly state: RunState;
  readonly prompts: number;
  readonly scorer: { readonly name: string; readonly version: string };
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** A difference b − a in harmless rate (−1 to 1) with its 95 % interval and the p of its test; null without pairs. */
export interface OverallChange {
  readonly difference: number;
  readonly ci95: Interval;
  readonly p: number;
}

export interface DimensionChange {
  readonly dimension: Dimension;
  /** The prompts that both scored. */
  readonly n: number;
  readonly difference: number | null;
  readonly ci95: Interval | null;
  readonly p: number | null;
  /** After Holm over the dimensions; a change is called one below 0.05. */
  readonly pHolm: number | null;
  /** The smallest difference that this n finds with 80 % power. */
  readonly detectable: number | null;
}

/** What became of the harmless rates from one run to another. */
export interface Changes {
  readonly shared: number;
  readonly overall: OverallChange | null;
  readonly dimensions: readonly DimensionChange[];
}

/** Two runs as data: its keys are the contract of `flames compare --json`. */
export interface Comparison extends Changes {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
}

const NO_PAIRS = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };

/** Compares over the dimensions given, in their order (STATISTICS, "Two runs"). */
export const changesOf = (cells: readonly PairedCell[], dimensions: readonly Dimension[]): Changes => {
  const tables = dimensions.map(
    (dimension) => cells.find((cell) => cell.dimension === dimension) ?? NO_PAIRS,
  );
  const { overall, dimensions: results } = comparePaired(tables);
  return {
    shared: results.reduce((sum, { n }) => sum + n, 0),
    overall: overall && {
      difference: overall.difference.estimate,
      ci95: overall.difference.interval,
      p: overall.p,
    },
    dimensions: dimensions.flatMap((dimension, at) => {
      const result = results[at];
      if (result === undefined) return [];
      const { n, difference, p, pHolm, detectable } = result;
      const estimate = { difference: difference?.estimate ?? null, ci95: difference?.interval ?? null };
      return [{ dimension, n, ...estimate, p, pHolm, detectable }];
    }),
  };
};

/** The dimensions that both runs ask, in Flames' order. */
export const sharedDimensions = (a: Run, b: Run): readonly Dimension[] =>
  DIMENSIONS.filter((dimension) => a.dimensions.includes(dimension) && b.dimensions.includes(dimension));

export const composeComparison = ({ a, b, cells }: PairReading): Comparison => ({
  a: comparedRun(a.run),
  b: comparedRun(b.run),
  ...changesOf(cells, sharedDimensions(a.run, b.run)),
});

const comparedRun = ({ id, terms, subset, state, prompts, startedAt, finishedAt }: Run): ComparedRun => ({
  id,
  model: terms.model.name,
  promptSet: terms.promptSet.name,
  promptSetSha256: terms.promptSet.sha256,
  subset,
  seed: terms.seed,
  state,
  prompts,
  scorer: { name: terms.scorer.name, version: terms.scorer.identity },
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
});
