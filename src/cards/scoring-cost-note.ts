import type { ScoringCost } from '../ports/scorer.ts';
import { formatCount, formatUsd } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { type Block, note } from './card.ts';

/** What scoring cost; nothing for scorers that cost nothing. */
export const scoringCostNote = (
  { promptTokens, completionTokens, costUsd }: ScoringCost,
  locale: Locale,
): readonly Block[] => {
  const tokens = promptTokens + completionTokens;
  const texts = scorecardTexts[locale];
  if (tokens === 0) return [];
  const cost = formatUsd(costUsd, texts.costUnknown);
  return [note(texts.scoringCost({ tokens: formatCount(tokens), cost }))];
};
