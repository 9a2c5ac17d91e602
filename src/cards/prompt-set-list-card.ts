import type { PromptSet } from '../flames/prompt.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, shortHash } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, cell } from './card.ts';
import { listCard } from './list-card.ts';

/** The installed prompt sets with size and checksum. */
export const promptSetListCard = (
  sets: readonly (PromptSet & { readonly source: string })[],
  locale: Locale,
): Card => {
  const texts = commandTexts[locale];
  const rows = sets.map(({ name, size, sha256, source }) => [
    cell(asForeign(name)),
    cell(formatCount(size)),
    cell(shortHash(sha256)),
    cell(asForeign(source)),
  ]);
  return listCard(texts.promptSets, [texts.name, texts.prompts, 'sha256', texts.source], rows, locale);
};
