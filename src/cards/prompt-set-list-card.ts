import type { PromptSet } from '../flames/prompt.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, shortHash } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, cell } from './card.ts';

/** The installed prompt sets with size and checksum. */
export const promptSetListCard = (
  sets: readonly (PromptSet & { readonly source: string })[],
  locale: Locale,
): Card => {
  const texts = commandTexts[locale];
  return {
    kind: 'list',
    locale,
    title: [{ kind: 'strong', text: texts.promptSets }],
    blocks: [
      {
        kind: 'table',
        caption: texts.promptSets,
        columns: [
          { title: texts.name, align: 'left' },
          { title: texts.prompts, align: 'right' },
          { title: 'sha256', align: 'left' },
          { title: texts.source, align: 'left' },
        ],
        rows: sets.map(({ name, size, sha256, source }) => [
          cell(asForeign(name)),
          cell(formatCount(size)),
          cell(shortHash(sha256)),
          cell(asForeign(source)),
        ]),
      },
    ],
  };
};
