import type { RunResult } from '../history/run-series.ts';
import { formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { pictureTexts } from '../texts/pictures.ts';
import { altOfRate } from './alt-of.ts';
import type { TrendPicture } from './picture.ts';

/** The overall rate of a model over runs that can be compared, oldest first; undefined where there are fewer than two. */
export const trendPicture = (results: readonly RunResult[], locale: Locale): TrendPicture | undefined => {
  const last = results.at(-1)?.run;
  if (last === undefined || results.length < 2) return undefined;
  const texts = pictureTexts[locale];
  const { model, promptSet, scorer } = last.terms;
  const points = results.map(({ run, overall }) => ({
    label: (run.finishedAt ?? run.createdAt).toISOString().slice(5, 10),
    note: run.subset,
    value: overall.harmlessRate,
    ci95: overall.ci95,
    text: formatRate(overall.harmlessRate),
  }));
  return {
    kind: 'trend',
    name: `trend-${last.id}`,
    locale,
    title: texts.trend({ model: model.name, runs: points.length }),
    subtitle: texts.trendTerms({ promptSet: promptSet.name, scorer: scorer.name }),
    legend: [],
    points,
    notes: [texts.trendLines, ...(scorer.triage ? [texts.triage({ scorer: scorer.name })] : [])],
    alt: texts.altTrend({
      model: model.name,
      points: points
        .map((point) => altOfRate({ ...point, label: `${point.label} ${point.note}` }, locale))
        .join(' '),
    }),
  };
};
