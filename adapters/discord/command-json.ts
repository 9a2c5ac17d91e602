import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { ArgumentKind, Command } from '../../src/commands/command.ts';
import { chatOptions } from '../../src/commands/usage.ts';
import { commandWords, inputText } from '../../src/texts/command-words.ts';
import { groupTexts, summaryTexts } from '../../src/texts/commands.ts';
import { cutText } from '../chat/cut-text.ts';
import { LIMITS } from './limits.ts';

export const ROOT = 'flames';
/** What the bot is, where the command is chosen. */
const ABOUT = {
  en: 'Evaluate models on the Flames benchmark and review what they said',
  'zh-CN': '用 Flames 基准评测模型，并审核模型的回复',
};
/** Kinds of which the bot knows what may stand there. */
const COMPLETED: readonly ArgumentKind[] = [
  'model',
  'run',
  'run-or-model',
  'subset',
  'scorer',
  'prompt-set',
  'flag',
];

type ShellCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;
type Grouped = readonly [group: string, commands: readonly Command[]];

/** The one slash command with everything that chat can do: a subcommand each, those of two words in a group. */
export const commandJson = (commands: readonly Command[]): ShellCommand => {
  const chat = commands.filter(({ surfaces }) => surfaces.includes('chat'));
  const single = chat.filter(({ name }) => !name.includes(' '));
  const groups = [
    ...new Set(
      chat
        .map(({ name }) => name.split(' '))
        .flatMap(([first = '', second]) => (second === undefined ? [] : [first])),
    ),
  ];
  return {
    name: ROOT,
    ...described(ABOUT),
    // in servers only: rights hang on roles, and reviews on channels
    contexts: [0],
    integration_types: [0],
    options: [
      ...single.map((command) => subcommand(command, command.name)),
      ...groups.map((group) => groupOf([group, chat.filter(({ name }) => name.startsWith(`${group} `))])),
    ],
  };
};

const groupOf = ([group, commands]: Grouped) => ({
  type: ApplicationCommandOptionType.SubcommandGroup as const,
  ...named(group),
  ...described(both(groupTexts, group)),
  options: commands.map((command) => subcommand(command, command.name.slice(group.length + 1))),
});

const subcommand = (command: Command, word: string): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  ...named(word),
  ...described(both(summaryTexts, command.summary)),
  options: [...argumentsOf(command), ...optionsOf(command)],
});

/** Those that are required come first, as Discord wants it and commands have it. */
const argumentsOf = (command: Command): readonly APIApplicationCommandBasicOption[] =>
  command.arguments.map(({ name, kind, required }) => textOption(inputWords(command, name), kind, required));

const optionsOf = (command: Command): readonly APIApplicationCommandBasicOption[] =>
  chatOptions(command).map(({ name, value, kind }) =>
    value === undefined
      ? { type: ApplicationCommandOptionType.Boolean, ...inputWords(command, name) }
      : value === 'N'
        ? { type: ApplicationCommandOptionType.Integer, ...inputWords(command, name), min_value: 0 }
        : textOption(inputWords(command, name), kind ?? 'text', false),
  );

const textOption = (
  words: ReturnType<typeof inputWords>,
  kind: ArgumentKind,
  required: boolean,
): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  ...words,
  ...(required ? { required } : {}),
  ...(COMPLETED.includes(kind) ? { autocomplete: true } : {}),
});

const inputWords = (command: Command, name: string) => ({
  ...named(name),
  ...described({
    en: inputText(command.name, name, 'en') ?? name,
    'zh-CN': inputText(command.name, name, 'zh-CN') ?? name,
  }),
});

type Words = { readonly [L in 'en' | 'zh-CN']: Readonly<Record<string, string>> };
const both = (texts: Words, key: string) => ({
  en: texts.en[key] ?? key,
  'zh-CN': texts['zh-CN'][key] ?? key,
});

const named = (name: string): { name: string; name_localizations: LocalizationMap } => ({
  name,
  name_localizations: {
    'en-US': name,
    'zh-CN': commandWords['zh-CN'][name as keyof (typeof commandWords)['en']] ?? name,
  },
});

const described = (texts: { readonly en: string; readonly 'zh-CN': string }) => {
  const short = { en: cut(texts.en), 'zh-CN': cut(texts['zh-CN']) };
  return {
    description: short.en,
    description_localizations: { 'en-US': short.en, 'zh-CN': short['zh-CN'] } as LocalizationMap,
  };
};

const cut = (text: string): string => cutText(text, LIMITS.commandDescription);
