import { Command as Program } from 'commander';
import type { ArgumentSpec, Command, OptionSpec, RawInput } from '../../src/commands/command.ts';
import { usageError } from '../../src/errors.ts';
import { commandLineTexts } from '../../src/texts/command-line.ts';
import { inputText } from '../../src/texts/command-words.ts';
import { groupTexts, summaryTexts } from '../../src/texts/commands.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { callProblem, unknownCommand } from './call-problem.ts';
import { helpStyle } from './help-style.ts';

/** A command with the words that somebody typed for it. */
export interface Call {
  readonly command: Command;
  readonly input: RawInput;
  readonly json: boolean;
}

/**
 * The command line, made from the list of commands. `onCall` gets the call; help goes to standard output and is in
 * `locale`; a wrong call is a usage error.
 */
export const buildProgram = (
  commands: readonly Command[],
  locale: Locale,
  onCall: (call: Call) => Promise<void>,
): Program => {
  const texts = commandLineTexts[locale];
  const program = new Program('flames')
    .description(texts.about)
    .configureOutput({ writeErr: () => undefined })
    .configureHelp(helpStyle(locale))
    .helpOption('-h, --help', texts.help)
    .helpCommand(false)
    .showSuggestionAfterError(false);
  withProblems(program);
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ');
    const parent = second === undefined ? program : groupOf(first, program, locale);
    addCommand(parent, second ?? first, command, locale, onCall);
  }
  addHelp(program, locale, false);
  return program;
};

const groupOf = (name: string, program: Program, locale: Locale): Program => {
  const known = program.commands.find((each) => each.name() === name);
  if (known !== undefined) return known;
  const texts: Readonly<Record<string, string>> = groupTexts[locale];
  const group = withProblems(program.command(name)).description(texts[name] ?? '');
  addHelp(group, locale, true);
  return group;
};

/** Errors come back as values: nothing is printed, and the process does not end, behind our back. */
const withProblems = (entry: Program, command?: Command): Program =>
  entry.exitOverride((error) => {
    throw callProblem(error, entry, command);
  });

const addHelp = (parent: Program, locale: Locale, hidden: boolean): void => {
  const texts = commandLineTexts[locale];
  withProblems(parent.command('help', { hidden }))
    .description(texts.helpCommand)
    .argument('[command...]', texts.helpWords)
    .action((words: readonly string[]) => {
      const entry = words.reduce<Program>((above, word) => {
        const next = above.commands.find((each) => each.name() === word);
        if (next === undefined && above.commands.length > 0) throw unknownCommand(word, above);
        return next ?? above;
      }, parent);
      entry.outputHelp();
    });
};

const addCommand = (
  parent: Program,
  name: string,
  command: Command,
  locale: Locale,
  onCall: (call: Call) => Promise<void>,
): void => {
  const entry = withProblems(parent.command(name), command)
    .description(summaryTexts[locale][command.summary])
    .allowExcessArguments();
  const about = (input: string): string => inputText(command.name, input, locale) ?? '';
  for (const argument of command.arguments) entry.argument(argumentWords(argument), about(argument.name));
  for (const option of command.options) entry.option(optionWords(option), about(option.name));
  if (command.json) entry.option('--json', commandLineTexts[locale].json);
  entry.action(async (...given: unknown[]) => {
    refuseExtra(entry, command);
    const { json, ...options } = entry.opts<Record<string, string | true>>();
    const values = command.arguments.map((argument, index) => [argument.name, given[index]] as const);
    const named = command.options.map((option) => [option.name, options[camelCase(option.name)]] as const);
    const input = Object.fromEntries(
      [...values, ...named].filter(([, value]) => value !== undefined),
    ) as RawInput;
    await onCall({ command, input, json: json === true });
  });
};

const refuseExtra = ({ args }: Program, { name, arguments: specs }: Command): void => {
  const extra = specs.at(-1)?.variadic === true ? undefined : args[specs.length];
  if (extra !== undefined) throw usageError('word-too-many', { command: name, word: extra });
};

const argumentWords = ({ name, required, variadic }: ArgumentSpec): string => {
  const word = variadic === true ? `${name}...` : name;
  return required ? `<${word}>` : `[${word}]`;
};

const optionWords = ({ name, value }: OptionSpec): string =>
  value === undefined ? `--${name}` : `--${name} <${value}>`;

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
