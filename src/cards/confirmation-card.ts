import { botTexts } from '../texts/bot.ts';
import type { Locale } from '../texts/locale.ts';
import { type Action, asForeign, type Card, text } from './card.ts';

/** Asks for a yes: what for, and the button that gives it. */
export const confirmationCard = (sentence: string, confirm: Action, locale: Locale): Card => ({
  kind: 'confirmation',
  locale,
  title: [{ kind: 'strong', text: botTexts[locale].confirmTitle }],
  blocks: [
    text(asForeign(sentence)),
    {
      kind: 'buttons',
      buttons: [{ label: botTexts[locale].confirm, action: confirm, tone: 'primary' }],
    },
  ],
});
