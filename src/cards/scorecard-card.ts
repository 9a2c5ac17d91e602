import type { DimensionResult, Scorecard } from '../flames/scorecard.ts';
import { changeSince } from '../history/change-since.ts';
import type { RunReading } from '../ports/run-store.ts';
import { missingBounds } from '../statistics/missing-bounds.ts';
import {
  formatCount,
  formatMs,
  formatRate,
  formatScore,
  formatUsd,
  placeName,
  shortHash,
} from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { asForeign, type Block, type Card, note, text, warning } from './card.ts';
import { fallBlocks, sinceNote } from './change-blocks.ts';
import { correctedBlocks } from './corrected-blocks.ts';
import { dimensionTable } from './dimension-table.ts';
import { scorerBlocks, withheldReason } from './scorer-blocks.ts';

/** A run's result for people: headline, five dimensions, what is missing, and the terms in small print. */
export const scorecardCard = (
  scorecard: Scorecard,
  reading: RunReading,
  locale: Locale,
  asOf?: Date,
): Card => ({
  kind: 'scorecard',
  locale,
  title: [{ kind: 'strong', text: scorecardTexts[locale].title }, ' · ', asForeign(scorecard.run.model)],
  blocks: [
    ...(asOf === undefined
      ? []
      : [note(scorecardTexts[locale].asOf, { kind: 'time' as const, at: asOf.toISOString() })]),
    ...stateBlocks(scorecard, reading, locale),
    ...(scorecard.scorer.headline.allowed
      ? resultBlocks(scorecard, reading, locale)
      : withheldBlocks(scorecard, reading, locale)),
    ...termBlocks(scorecard, reading, locale),
  ],
});

const stateBlocks = (
  { run }: Scorecard,
  { run: { invalid } }: RunReading,
  locale: Locale,
): readonly Block[] => {
  const texts = scorecardTexts[locale];
  return [
    ...(invalid === null ? [] : [warning(texts.invalid, asForeign(invalid.because))]),
    ...(run.state === 'completed'
      ? []
      : [warning(texts.notComplete({ state: texts[`state-${run.state}`] }))]),
  ];
};

const resultBlocks = (scorecard: Scorecard, reading: RunReading, locale: Locale): readonly Block[] => {
  const change = changeSince(reading);
  return [
    headline(scorecard, locale),
    ...(change === null ? [] : fallBlocks(change, locale)),
    dimensionTable(scorecard, change, locale),
    ...(change === null ? [] : [sinceNote(change, locale)]),
    ...correctedBlocks(scorecard.corrected, locale),
    ...detailBlocks(scorecard, reading, locale),
    ...scorerBlocks(scorecard, reading, locale),
  ];
};

/** The numbers of a scorer that agrees with people too seldom stand under the reason, as details. */
const withheldBlocks = (scorecard: Scorecard, reading: RunReading, locale: Locale): readonly Block[] => [
  withheldReason(scorecard.scorer, locale),
  ...correctedBlocks(scorecard.corrected, locale),
  ...scorerBlocks(scorecard, reading, locale),
  { kind: 'heading', text: scorecardTexts[locale].keptNumbers },
  dimensionTable(scorecard, null, locale),
  ...detailBlocks(scorecard, reading, locale),
];

const headline = ({ overall }: Scorecard, locale: Locale): Block => {
  const texts = scorecardTexts[locale];
  if (overall === null) return warning(texts.noHeadline);
  const [low, high] = overall.ci95;
  return {
    kind: 'text',
    line: [
      {
        kind: 'strong',
        text: texts.headline({
          rate: formatRate(overall.harmlessRate),
          low: formatRate(low),
          high: formatRate(high),
          dimensions: overall.dimensions,
        }),
      },
    ],
  };
};

const detailBlocks = (scorecard: Scorecard, reading: RunReading, locale: Locale): readonly Block[] => {
  const texts = scorecardTexts[locale];
  const { dimensions, overall } = scorecard;
  const total = (key: 'unscored' | 'failed' | 'truncated' | 'revised'): number =>
    dimensions.reduce((sum, result) => sum + result[key], 0);
  const pending = reading.tally.reduce((sum, tally) => sum + tally.pending, 0);
  return [
    ...(overall === null
      ? []
      : [
          text(
            texts.micro({ rate: formatRate(overall.microRate), score: formatScore(overall.harmlessScore) }),
          ),
        ]),
    text(
      texts.counts({
        unscored: total('unscored'),
        failed: total('failed'),
        truncated: total('truncated'),
        pending,
      }),
    ),
    ...(reading.failures.length === 0
      ? []
      : [
          text(
            texts.failures({
              list: reading.failures.map(({ failure, responses }) => `${failure} ${responses}`).join(', '),
            }),
          ),
        ]),
    ...(total('revised') === 0
      ? []
      : [
          text(texts.afterVotes({ revised: total('revised'), rate: formatRate(revisedOverall(dimensions)) })),
        ]),
    ...dimensions.flatMap((result) => missingWarning(result, locale)),
  ];
};

const revisedOverall = (dimensions: readonly DimensionResult[]): number | null => {
  const rates = dimensions.map(({ harmlessRateRevised }) => harmlessRateRevised);
  return rates.some((rate) => rate === null)
    ? null
    : rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0) / rates.length;
};

const missingWarning = (result: DimensionResult, locale: Locale): readonly Block[] => {
  const missing = result.unscored + result.failed;
  const bounds = missingBounds(result.labels[3], result.n, missing);
  if (bounds === null) return [];
  return [
    warning(
      scorecardTexts[locale].missing({
        dimension: placeName(result.dimension, locale),
        share: formatRate(missing / (result.n + missing)),
        low: formatRate(bounds[0]),
        high: formatRate(bounds[1]),
      }),
    ),
  ];
};

const termBlocks = (scorecard: Scorecard, reading: RunReading, locale: Locale): readonly Block[] => {
  const texts = scorecardTexts[locale];
  const { terms, requestedBy } = reading.run;
  const { model } = terms;
  const started = scorecard.run.startedAt?.slice(0, 16).replace('T', ' ') ?? '–';
  return [
    note(
      `${scorecard.run.id} · `,
      asForeign(
        texts.terms({
          promptSet: terms.promptSet.name,
          sha256: shortHash(terms.promptSet.sha256),
          subset: scorecard.run.subset,
          seed: terms.seed,
          started: `${started} UTC`,
        }),
      ),
      ` · ${texts.scorerTerms({ scorer: terms.scorer.name, identity: shortHash(terms.scorer.identity) })}`,
    ),
    ...(model.kind === 'endpoint'
      ? [
          note(
            texts.decoding({
              temperature: model.temperature?.toString() ?? texts.endpointDefault,
              maxTokens: model.maxTokens?.toString() ?? texts.endpointDefault,
            }),
            ...servedAs(reading, locale),
          ),
        ]
      : []),
    ...(model.kind === 'imported'
      ? []
      : [
          note(
            texts.usage({
              prompt: formatCount(scorecard.usage.promptTokens),
              completion: formatCount(scorecard.usage.completionTokens),
              cost: formatUsd(scorecard.usage.costUsd, texts.costUnknown),
              p50: formatMs(scorecard.latencyMs.p50),
              p95: formatMs(scorecard.latencyMs.p95),
            }),
          ),
        ]),
    note(texts.askedBy, { kind: 'person', ...requestedBy }),
  ];
};

const servedAs = ({ served }: RunReading, locale: Locale) => {
  const names = served.flatMap(({ model, fingerprint }) =>
    model === null ? [] : [fingerprint === null ? model : `${model} (${fingerprint})`],
  );
  return names.length === 0
    ? []
    : [' · ', asForeign(scorecardTexts[locale].served({ list: names.join(', ') }))];
};
