import type { ScorerDescription } from '../ports/scorer.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatRate, shortHash } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, cell } from './card.ts';

/** The scorers with their measured quality. */
export const scorerListCard = (
  scorers: readonly ScorerDescription[],
  defaultName: string,
  locale: Locale,
): Card => {
  const texts = commandTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.scorersTitle }],
    blocks: [
      {
        kind: 'table',
        caption: texts.scorersTitle,
        columns: [
          { title: texts.name, align: 'left' },
          { title: texts.kind, align: 'left' },
          { title: texts.identity, align: 'left' },
          { title: texts.measured, align: 'left' },
        ],
        rows: scorers.map(({ name, kind, identity, quality }) => [
          cell(asForeign(name), name === defaultName ? ` (${texts.isDefault})` : ''),
          cell(kind),
          cell(shortHash(identity)),
          cell(
            quality === undefined
              ? texts.notMeasured
              : `${formatRate(quality.accuracy)}, macro-F1 ${quality.macroF1.toFixed(2)} (n=${quality.n})`,
          ),
        ]),
      },
    ],
  };
};
