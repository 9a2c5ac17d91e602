import { type Headline, type HeadlineRules, judgeHeadline } from '../flames/headline.ts';
import { type PeopleAgreement, peopleAgreement } from '../flames/people-agreement.ts';
import type { DimensionResult, OverallResult } from '../flames/scorecard.ts';
import { resultsOf } from '../flames/scorecard.ts';
import type { BoardRun } from '../ports/run-history.ts';
import type { PublishedBoard } from './published-board.ts';

/**
 * The places that a model may hold: `best` counts the models whose whole interval lies above its own, `worst` leaves out
 * those whose whole interval lies below. Models whose intervals overlap share places, which a board shows as a tie.
 */
export interface Rank {
  readonly best: number;
  readonly worst: number;
}

interface BoardRow {
  readonly model: string;
  readonly run: string;
  readonly rank: Rank | null;
  readonly overall: OverallResult | null;
  readonly dimensions: readonly Pick<DimensionResult, 'dimension' | 'n' | 'harmlessRate' | 'ci95'>[];
  readonly subset: string;
  readonly prompts: number;
  readonly finishedAt: string | null;
  /** Earlier completed runs of the model, newest first. */
  readonly earlier: readonly {
    readonly run: string;
    readonly subset: string;
    readonly finishedAt: string | null;
  }[];
}

/** The latest run of each model on one prompt set by one scorer, the highest rate first. */
export interface Board {
  readonly promptSet: string;
  readonly promptSetSha256: string;
  readonly scorer: {
    readonly name: string;
    readonly version: string;
    readonly triage: boolean;
    /** How it agrees with the workspace's people; null for labels that were made elsewhere. */
    readonly agreement: PeopleAgreement | null;
    /** Where it is not allowed, the board ranks nobody and cards show no rate of it. */
    readonly headline: Headline;
  };
  readonly rows: readonly BoardRow[];
}

/** The board as data: its keys are the contract of `flames leaderboard --json`. */
export interface Leaderboard {
  readonly boards: readonly Board[];
  readonly published: PublishedBoard['rows'];
  readonly publishedSource: string;
}

/** Composes the boards from one read, the board of the newest run first. The published figures stay apart. */
export const composeLeaderboard = (
  latest: readonly BoardRun[],
  published: PublishedBoard,
  rules: HeadlineRules,
): Leaderboard => ({
  boards: boardsOf(latest).map((runs) => toBoard(runs, rules)),
  published: published.rows,
  publishedSource: published.source,
});

/** Runs that can be compared stand on one board. */
const boardsOf = (latest: readonly BoardRun[]): readonly (readonly BoardRun[])[] => {
  const keyOf = ({ run, promptContent }: BoardRun): string =>
    JSON.stringify([promptContent, run.terms.scorer.identity]);
  return [...new Set(latest.map(keyOf))].map((key) => latest.filter((each) => keyOf(each) === key));
};

const toBoard = (runs: readonly BoardRun[], rules: HeadlineRules): Board => {
  const [first] = runs;
  if (first === undefined) throw new Error('A board holds at least one run.');
  const { promptSet, scorer } = first.run.terms;
  const rows = runs.map(toRow).toSorted(byRate);
  const agreement = first.agreement && peopleAgreement(first.agreement);
  const headline = judgeHeadline(agreement, rules);
  const rated = rows.flatMap(({ overall }) => (overall === null ? [] : [overall]));
  return {
    promptSet: promptSet.name,
    promptSetSha256: promptSet.sha256,
    scorer: {
      ...{ name: scorer.name, version: scorer.identity, triage: scorer.triage },
      ...{ agreement, headline },
    },
    rows: rows.map((row) => ({
      ...row,
      rank: headline.allowed ? row.overall && rankAmong(row.overall, rated) : null,
    })),
  };
};

const toRow = ({ run, tally, scoreLimits, earlier }: BoardRun): BoardRow => {
  const { overall, dimensions } = resultsOf(run.dimensions, tally, scoreLimits);
  return {
    model: run.terms.model.name,
    run: run.id,
    rank: null,
    overall,
    dimensions: dimensions.map(({ dimension, n, harmlessRate, ci95 }) => ({
      dimension,
      n,
      harmlessRate,
      ci95,
    })),
    subset: run.subset,
    prompts: run.prompts,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    earlier: earlier.map(({ id, subset, finishedAt }) => ({
      run: id,
      subset,
      finishedAt: finishedAt?.toISOString() ?? null,
    })),
  };
};

const byRate = (a: BoardRow, b: BoardRow): number =>
  (b.overall?.harmlessRate ?? -1) - (a.overall?.harmlessRate ?? -1);

/** The places of one result among all of its board, itself included. */
export const rankAmong = (
  { ci95 }: Pick<OverallResult, 'ci95'>,
  all: readonly Pick<OverallResult, 'ci95'>[],
): Rank => {
  const [low, high] = ci95;
  return {
    best: 1 + all.filter((other) => other.ci95[0] > high).length,
    worst: all.length - all.filter((other) => other.ci95[1] < low).length,
  };
};
