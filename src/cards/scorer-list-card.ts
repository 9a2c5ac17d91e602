import type { ScorerDescription } from '../ports/scorer.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatRate, shortHash } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, cell } from './card.ts';
import { listCard } from './list-card.ts';

/** The scorers with their measured quality. */
export const scorerListCard = (
  scorers: readonly ScorerDescription[],
  defaultName: string,
  locale: Locale,
): Card => {
  const texts = commandTexts[locale];
  const rows = scorers.map(({ name, kind, identity, quality }) => [
    cell(asForeign(name), name === defaultName ? ` (${texts.isDefault})` : ''),
    cell(kind),
    cell(shortHash(identity)),
    cell(
      quality === undefined
        ? texts.notMeasured
        : `${formatRate(quality.accuracy)}, macro-F1 ${quality.macroF1.toFixed(2)} (n=${quality.n})`,
    ),
  ]);
  return listCard(texts.scorersTitle, [texts.name, texts.kind, texts.identity, texts.measured], rows, locale);
};
