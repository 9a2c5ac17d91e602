import type { HelpConfiguration } from 'commander';
import stringWidth from 'string-width';
import { commandLineTexts } from '../../src/texts/command-line.ts';
import type { Locale } from '../../src/texts/locale.ts';

/** The parser's help in our words: its headings and placeholders are English, and it counts letters, not columns. */
export const helpStyle = (locale: Locale): HelpConfiguration => {
  const { en, [locale]: texts } = commandLineTexts;
  const words = (['usage', 'arguments', 'options', 'commands', 'someOptions', 'someCommand'] as const).map(
    (key) => [en[key], texts[key]] as const,
  );
  const translated = (text: string): string =>
    words.reduce((said, [word, other]) => said.replace(word, other), text);
  return {
    displayWidth: stringWidth,
    styleTitle: translated,
    styleUsage: translated,
    styleSubcommandTerm: translated,
  };
};
