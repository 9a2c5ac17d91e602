import type { Run } from '../flames/run.ts';
import { type OverallResult, resultsOf } from '../flames/scorecard.ts';
import type { HistoricRun, RunHistory } from '../ports/run-history.ts';

/** A completed run with what it came to. */
export interface RunResult {
  readonly run: Run;
  readonly overall: OverallResult;
}

export interface SeriesReads {
  readonly history: Pick<RunHistory, 'completed' | 'results'>;
}

/**
 * A completed run and at most `most` − 1 of the model's runs before it that asked the same dimensions of the same
 * prompts and had the same scorer, oldest first; empty for a run that has no result or was marked invalid.
 */
export const runSeries = (run: Run, most: number, { history }: SeriesReads): readonly RunResult[] => {
  const completed = history.completed(run.terms.model.name);
  const at = completed.findIndex((each) => each.run.id === run.id);
  const own = completed[at];
  if (own === undefined) return [];
  const series = completed
    .slice(at)
    .filter((each) => isOfOneSeries(each, own))
    .slice(0, most)
    .reverse();
  const results = history.results(series.map((each) => each.run.id));
  return series.flatMap(({ run: each }) => {
    const { tally, scoreLimits } = results.get(each.id) ?? { tally: [] };
    const { overall } = resultsOf(each.dimensions, tally, scoreLimits);
    return overall === null ? [] : [{ run: each, overall }];
  });
};

const isOfOneSeries = (a: HistoricRun, b: HistoricRun): boolean =>
  a.promptContent === b.promptContent &&
  a.run.terms.scorer.identity === b.run.terms.scorer.identity &&
  a.run.dimensions.join() === b.run.dimensions.join();
