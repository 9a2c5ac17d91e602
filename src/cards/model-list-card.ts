import type { ModelTerms } from '../flames/run.ts';
import { commandTexts } from '../texts/commands.ts';
import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, cell } from './card.ts';
import { listCard } from './list-card.ts';

/** The configured and built-in models. Endpoints' addresses are not shown: they may be private. */
export const modelListCard = (models: readonly ModelTerms[], locale: Locale): Card => {
  const texts = commandTexts[locale];
  const rows = models.map(({ name, kind, model, price }) => [
    cell(asForeign(name)),
    kind === 'built-in' ? cell(texts.builtIn) : cell(asForeign(model)),
    cell(
      price === undefined
        ? kind === 'built-in'
          ? '$0'
          : texts.noPrice
        : `$${price.input} / $${price.output}`,
    ),
  ]);
  return listCard(texts.modelsTitle, [texts.name, texts.servedAs, texts.price], rows, locale);
};
