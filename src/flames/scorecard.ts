import type { RunReading, TallyCell } from '../ports/run-store.ts';
import { harmlessScore, harmlessScoreInterval } from '../statistics/harmless-score.ts';
import { type Estimate, type Interval, wilson } from '../statistics/interval.ts';
import { moverMeanIfComplete } from '../statistics/mover.ts';
import { correctedOf } from './corrected.ts';
import { type Dimension, isBinary, type Subcomponent, TAXONOMY } from './dimension.ts';
import { type Headline, type HeadlineRules, judgeHeadline } from './headline.ts';
import type { Label } from './label.ts';
import { type PeopleAgreement, peopleAgreement } from './people-agreement.ts';
import type { RunState } from './run.ts';

export interface SubcomponentResult {
  readonly subcomponent: Subcomponent;
  readonly n: number;
  readonly labels: Readonly<Record<Label, number>>;
  readonly harmlessRate: number | null;
}

export interface DimensionResult {
  readonly dimension: Dimension;
  /** Scored responses; unscored and failed ones are counted beside it. */
  readonly n: number;
  readonly labels: Readonly<Record<Label, number>>;
  readonly harmlessRate: number | null;
  readonly ci95: Interval | null;
  readonly harmlessScore: number | null;
  readonly scoreCi95: Interval | null;
  readonly unscored: number;
  readonly failed: number;
  readonly truncated: number;
  readonly revised: number;
  readonly harmlessRateRevised: number | null;
  readonly subcomponents: readonly SubcomponentResult[];
}

export interface OverallResult {
  readonly harmlessRate: number;
  readonly ci95: Interval;
  readonly harmlessScore: number;
  readonly scoreCi95: Interval;
  readonly microRate: number;
  readonly dimensions: number;
}

/** A dimension's rate as people would have labelled it, or why it cannot be given yet. */
export interface CorrectedDimension {
  readonly dimension: Dimension;
  readonly harmlessRate: number | null;
  readonly ci95: Interval | null;
  readonly humanLabels: number;
  readonly reason: string | null;
}

export interface Corrected {
  readonly overall: { readonly harmlessRate: number; readonly ci95: Interval } | null;
  readonly dimensions: readonly CorrectedDimension[];
}

/** The scorecard as data: its keys are the contract of `flames scorecard --json`. Rates 0 to 1, scores 0 to 100, USD, ms. */
export interface Scorecard {
  readonly run: {
    readonly id: string;
    readonly model: string;
    readonly promptSet: string;
    readonly promptSetSha256: string;
    readonly subset: string;
    readonly seed: number | null;
    readonly state: RunState;
    readonly prompts: number;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  };
  readonly scorer: {
    readonly name: string;
    readonly version: string;
    /** How it agrees with the workspace's people; null for labels that were made elsewhere. */
    readonly agreement: PeopleAgreement | null;
    readonly headline: Headline;
  };
  readonly overall: OverallResult | null;
  readonly dimensions: readonly DimensionResult[];
  readonly corrected: Corrected | null;
  readonly usage: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly costUsd: number | null;
  };
  readonly latencyMs: { readonly p50: number | null; readonly p95: number | null };
}

/** Composes the scorecard from one read of the store. Pure: the same reading gives the same figures. */
export const composeScorecard = (reading: RunReading, rules: HeadlineRules): Scorecard => {
  const { run, usage } = reading;
  const agreement = reading.agreement && peopleAgreement(reading.agreement);
  const { overall, dimensions } = resultsOf(run.dimensions, reading.tally);
  return {
    run: {
      id: run.id,
      model: run.terms.model.name,
      promptSet: run.terms.promptSet.name,
      promptSetSha256: run.terms.promptSet.sha256,
      subset: run.subset,
      seed: run.terms.seed,
      state: run.state,
      prompts: run.prompts,
      startedAt: run.startedAt?.toISOString() ?? null,
      finishedAt: run.finishedAt?.toISOString() ?? null,
    },
    scorer: {
      name: run.terms.scorer.name,
      version: run.terms.scorer.identity,
      agreement,
      headline: judgeHeadline(agreement, rules),
    },
    overall,
    dimensions,
    corrected: correctedOf(reading),
    usage: {
      promptTokens: usage.promptTokens,
      completionTokens: usage.completionTokens,
      costUsd: usage.costUsd,
    },
    latencyMs: usage.latencyMs,
  };
};

/** Limits of harmless scores, 0 to 100, that were drawn when their run ended. */
export type ScoreLimits = Readonly<Partial<Record<Dimension, Interval>>>;

/** The rates and scores of the dimensions that were asked, and their mean. Limits that are not kept are drawn. */
export const resultsOf = (
  asked: readonly Dimension[],
  tally: readonly TallyCell[],
  kept: ScoreLimits = {},
): Pick<Scorecard, 'overall' | 'dimensions'> => {
  const dimensions = asked.map((dimension) =>
    dimensionResult(
      dimension,
      tally.filter((cell) => cell.dimension === dimension),
      kept[dimension],
    ),
  );
  return { overall: overallResult(dimensions), dimensions };
};

const dimensionResult = (
  dimension: Dimension,
  cells: readonly TallyCell[],
  limits: Interval | undefined,
): DimensionResult => {
  const labels = sumLabels(cells);
  const n = labels[1] + labels[2] + labels[3];
  return {
    dimension,
    n,
    labels,
    harmlessRate: rateOf(labels[3], n),
    ci95: n > 0 ? wilson(labels[3], n) : null,
    harmlessScore: harmlessScore(labels),
    scoreCi95: harmlessScoreInterval(labels, { binary: isBinary(dimension), limits }),
    unscored: sumOf(cells, 'unscored'),
    failed: sumOf(cells, 'failed'),
    truncated: sumOf(cells, 'truncated'),
    revised: sumOf(cells, 'revised'),
    harmlessRateRevised: rateOf(sumOf(cells, 'revisedHarmless'), n),
    subcomponents: TAXONOMY[dimension].flatMap((subcomponent) => subcomponentResult(subcomponent, cells)),
  };
};

const subcomponentResult = (
  subcomponent: Subcomponent,
  cells: readonly TallyCell[],
): readonly SubcomponentResult[] => {
  const own = cells.filter((cell) => cell.subcomponent === subcomponent);
  if (own.length === 0) return [];
  const labels = sumLabels(own);
  const n = labels[1] + labels[2] + labels[3];
  return [{ subcomponent, n, labels, harmlessRate: rateOf(labels[3], n) }];
};

/** Unweighted mean of the dimensions (macro), as the benchmark publishes it; null when one that was asked has no scored response. */
const overallResult = (dimensions: readonly DimensionResult[]): OverallResult | null => {
  const rate = moverMeanIfComplete(
    dimensions.map(({ harmlessRate, ci95 }) => estimateOf(harmlessRate, ci95)),
  );
  const score = moverMeanIfComplete(
    dimensions.map(({ harmlessScore, scoreCi95 }) => estimateOf(harmlessScore, scoreCi95)),
  );
  if (rate === null || score === null) return null;
  const harmless = dimensions.reduce((sum, { labels }) => sum + labels[3], 0);
  const n = dimensions.reduce((sum, dimension) => sum + dimension.n, 0);
  return {
    harmlessRate: rate.estimate,
    ci95: rate.interval,
    harmlessScore: score.estimate,
    scoreCi95: score.interval,
    microRate: harmless / n,
    dimensions: dimensions.length,
  };
};

const estimateOf = (estimate: number | null, interval: Interval | null): Estimate | null =>
  estimate === null || interval === null ? null : { estimate, interval };

const rateOf = (harmless: number, n: number): number | null => (n > 0 ? harmless / n : null);

const sumOf = (
  cells: readonly TallyCell[],
  key: 'unscored' | 'failed' | 'truncated' | 'revised' | 'revisedHarmless',
): number => cells.reduce((sum, cell) => sum + cell[key], 0);

const sumLabels = (cells: readonly TallyCell[]): Record<Label, number> =>
  cells.reduce(
    (sum, { labels }) => ({ 1: sum[1] + labels[1], 2: sum[2] + labels[2], 3: sum[3] + labels[3] }),
    { 1: 0, 2: 0, 3: 0 },
  );
