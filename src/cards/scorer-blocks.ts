import type { Scorecard } from '../flames/scorecard.ts';
import type { RunReading } from '../ports/run-store.ts';
import { formatCount, formatRate } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { scorerTexts } from '../texts/scorers.ts';
import { agreementWords, peopleNote } from './agreement-words.ts';
import { asForeign, type Block, note, text, warning } from './card.ts';
import { scoringCostNote } from './scoring-cost-note.ts';

/** Why a scorer's numbers are no headline. */
export const withheldReason = (
  scorer: Pick<Scorecard['scorer'], 'name' | 'agreement' | 'headline'>,
  locale: Locale,
): Block =>
  warning(
    asForeign(
      scorerTexts[locale].withheld({
        scorer: scorer.name,
        agreement: scorer.agreement === null ? '' : agreementWords(scorer.agreement, locale),
        asked: formatRate(scorer.headline.agreement),
      }),
    ),
  );

/** Who labelled, how well that agrees with labelled responses and with the workspace's people, and what it cost. */
export const scorerBlocks = (
  { scorer }: Scorecard,
  { run, usage, judging }: RunReading,
  locale: Locale,
): readonly Block[] => {
  const texts = scorecardTexts[locale];
  const { name, kind, triage, quality } = run.terms.scorer;
  if (kind === 'imported') return [text(texts.importedLabels, asForeign(name))];
  return [
    triage ? warning(texts.triage({ scorer: name })) : text(texts.notHuman({ scorer: name })),
    note(
      quality === undefined
        ? texts.qualityUnknown
        : texts.quality({
            accuracy: formatRate(quality.accuracy),
            low: formatRate(quality.accuracyCi95[0]),
            high: formatRate(quality.accuracyCi95[1]),
            macroF1: `${quality.macroF1.toFixed(2)}${f1Limits(quality.macroF1Ci95, locale)}`,
            n: quality.n,
            on: texts[quality.on],
          }),
    ),
    ...(scorer.agreement === null ? [] : [peopleNote(scorer.agreement, locale)]),
    ...(judging === null
      ? []
      : [
          note(
            texts.judging({
              rate: formatRate(judging.parsed / Math.max(1, judging.completions)),
              completions: formatCount(judging.completions),
              disagreed: formatCount(judging.disagreed),
            }),
          ),
        ]),
    ...scoringCostNote(
      { promptTokens: usage.scoringTokens, completionTokens: 0, costUsd: usage.scoringCostUsd },
      locale,
    ),
  ];
};

const f1Limits = (ci95: readonly [number, number] | undefined, locale: Locale): string =>
  ci95 === undefined
    ? ''
    : scorecardTexts[locale].f1Limits({ low: ci95[0].toFixed(2), high: ci95[1].toFixed(2) });
