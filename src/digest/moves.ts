import type { Dimension } from '../flames/dimension.ts';
import { changesOf } from '../history/comparison.ts';
import { type Verdict, verdictOf } from '../history/verdict.ts';
import type { EndedRun } from '../ports/digest-reads.ts';
import { holm } from '../statistics/holm.ts';
import type { Interval } from '../statistics/interval.ts';

/** One tested change in harmless rate. */
export interface Move {
  readonly place: Dimension | 'overall';
  readonly difference: number;
  readonly ci95: Interval;
  readonly p: number;
  /** After Holm over all tests of the digest. */
  readonly pHolm: number;
  readonly verdict: Verdict;
}

/** A model's last run of the period against the run before. */
export interface ComparedModel {
  readonly model: string;
  readonly promptSet: string;
  readonly scorer: string;
  readonly run: string;
  readonly since: { readonly run: string; readonly finishedAt: string };
  /** The prompts that both scored. */
  readonly shared: number;
  /** The overall rate first. */
  readonly moves: readonly Move[];
}

export interface Moves {
  readonly compared: readonly ComparedModel[];
  /** How many tests Holm's adjustment is over. */
  readonly tests: number;
}

type Tested = Omit<Move, 'pHolm' | 'verdict'>;

/** What moved, and whether by more than chance: paired tests, Holm over all of them (STATISTICS, "Two runs"). */
export const movesOf = (ended: readonly EndedRun[]): Moves => {
  const compared = ended.flatMap(compare);
  const ps = compared.flatMap(({ tested }) => tested.map(({ p }) => p));
  const adjusted = holm(ps);
  let at = 0;
  return {
    compared: compared.map(({ tested, ...model }) => ({
      ...model,
      moves: tested.map((test) => {
        const pHolm = adjusted[at] ?? 1;
        at += 1;
        return { ...test, pHolm, verdict: verdictOf(test.difference, pHolm) };
      }),
    })),
    tests: ps.length,
  };
};

const compare = ({ run, since }: EndedRun) => {
  if (since === null) return [];
  const { overall, dimensions: changes, shared } = changesOf(since.cells, run.dimensions);
  const tested: readonly Tested[] = [
    ...(overall === null ? [] : [{ place: 'overall' as const, ...overall }]),
    ...changes.flatMap(({ dimension, difference, ci95, p }) =>
      difference === null || ci95 === null || p === null ? [] : [{ place: dimension, difference, ci95, p }],
    ),
  ];
  return [
    {
      model: run.terms.model.name,
      promptSet: run.terms.promptSet.name,
      scorer: run.terms.scorer.name,
      run: run.id,
      since: { run: since.id, finishedAt: since.finishedAt.toISOString() },
      shared,
      tested,
    },
  ];
};
