import type { Scorecard } from '../flames/scorecard.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatRate, formatScore, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, cell, note, warning } from './card.ts';

/** Scorecards of several models over the same prompts, one column a model; `program` is what is typed to call it. */
export const sideBySideCard = (scorecards: readonly Scorecard[], program: string, locale: Locale): Card => {
  const texts = commandTexts[locale];
  const first = scorecards[0];
  return {
    kind: 'comparison',
    locale,
    title: [{ kind: 'strong', text: texts.sideBySide }],
    blocks: [
      ...(first === undefined ? [] : [table(scorecards, first, locale)]),
      ...(first === undefined ? [] : [warning(scorecardTexts[locale].triage({ scorer: first.scorer.name }))]),
      ...scorecards.map(({ run }) => note(asForeign(run.model), `: ${program} scorecard ${run.id}`)),
    ],
  };
};

const table = (scorecards: readonly Scorecard[], first: Scorecard, locale: Locale): Block => ({
  kind: 'table',
  caption: scorecardTexts[locale].caption,
  columns: [
    { title: scorecardTexts[locale].dimension, align: 'left' },
    ...scorecards.map(({ run }) => ({ title: run.model, align: 'right' as const })),
  ],
  rows: [
    ...first.dimensions.map(({ dimension }, index) => [
      cell(placeName(dimension, locale)),
      ...scorecards.map(({ dimensions }) => cell(rateWithLimits(dimensions[index]))),
    ]),
    [
      { kind: 'text', line: [{ kind: 'strong', text: scorecardTexts[locale].overall }] },
      ...scorecards.map(({ overall }) => cell(rateWithLimits(overall))),
    ],
    [
      cell(scorecardTexts[locale].score),
      ...scorecards.map(({ overall }) => cell(formatScore(overall?.harmlessScore ?? null))),
    ],
  ],
});

const rateWithLimits = (
  result:
    | { readonly harmlessRate: number | null; readonly ci95: readonly [number, number] | null }
    | null
    | undefined,
): string =>
  result?.ci95 == null
    ? '–'
    : `${formatRate(result.harmlessRate)} (${(result.ci95[0] * 100).toFixed(0)}–${(result.ci95[1] * 100).toFixed(0)})`;
