import type { Command } from '../commands/command.ts';
import { chatOptions, usageOf } from '../commands/usage.ts';
import { botTexts } from '../texts/bot.ts';
import { inputText } from '../texts/command-words.ts';
import { summaryTexts } from '../texts/commands.ts';
import type { Locale } from '../texts/locale.ts';
import { type Block, type Card, note, text } from './card.ts';

export interface Offer {
  readonly command: Command;
  readonly permitted: boolean;
}

/** The commands with their words and what they do; those that the person may not use say so. */
export const helpCard = (offers: readonly Offer[], locale: Locale): Card => {
  const texts = botTexts[locale];
  return {
    kind: 'help',
    locale,
    title: [{ kind: 'strong', text: texts.helpTitle }],
    blocks: [
      ...offers.map(({ command, permitted }) =>
        text(
          { kind: 'strong', text: usageOf(command) },
          ` – ${summaryTexts[locale][command.summary]}`,
          permitted ? '' : ` (${texts.notForYou})`,
        ),
      ),
      note(texts.helpExample),
    ],
  };
};

/** One command: what it does, and what each of its words takes. */
export const commandHelpCard = ({ command, permitted }: Offer, locale: Locale): Card => {
  const word = (shown: string, name: string): Block =>
    text({ kind: 'strong', text: shown }, ` – ${inputText(command.name, name, locale) ?? ''}`);
  return {
    kind: 'help',
    locale,
    title: [{ kind: 'strong', text: usageOf(command) }],
    blocks: [
      text(summaryTexts[locale][command.summary], permitted ? '' : ` (${botTexts[locale].notForYou})`),
      ...command.arguments.map(({ name }) => word(name.toUpperCase(), name)),
      ...chatOptions(command).map(({ name, value }) =>
        word(`--${name}${value === undefined ? '' : ` ${value}`}`, name),
      ),
    ],
  };
};
