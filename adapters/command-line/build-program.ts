import { Command as Program } from 'commander';
import type { ArgumentSpec, Command, OptionSpec, RawInput } from '../../src/commands/command.ts';
import { usageError } from '../../src/errors.ts';
import { summaryTexts } from '../../src/texts/commands.ts';
import type { Locale } from '../../src/texts/locale.ts';

/** A command with the words that somebody typed for it. */
export interface Call {
  readonly command: Command;
  readonly input: RawInput;
  readonly json: boolean;
}

const DESCRIPTION =
  'Runs the Flames value-alignment benchmark, and lets a team correct its numbers by votes.';

/**
 * The command line, made from the list of commands. `onCall` gets the call; help goes to standard output; a wrong call is
 * a usage error.
 */
export const buildProgram = (
  commands: readonly Command[],
  locale: Locale,
  onCall: (call: Call) => Promise<void>,
): Program => {
  const program = quiet(new Program('flames').description(DESCRIPTION));
  const groups = new Map<string, Program>();
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ');
    const parent = second === undefined ? program : groupOf(first, program, groups);
    addCommand(parent, second ?? first, command, locale, onCall);
  }
  return program;
};

const groupOf = (name: string, program: Program, groups: Map<string, Program>): Program => {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const group = quiet(program.command(name));
  groups.set(name, group);
  return group;
};

/** Errors come back as values: nothing is printed, and the process does not end, behind our back. */
const quiet = (program: Program): Program =>
  program
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true)
    .helpCommand(false);

const addCommand = (
  parent: Program,
  name: string,
  command: Command,
  locale: Locale,
  onCall: (call: Call) => Promise<void>,
): void => {
  const entry = quiet(parent.command(name)).description(summaryTexts[locale][command.summary]);
  for (const argument of command.arguments) entry.argument(argumentWords(argument));
  for (const option of command.options) entry.option(optionWords(option));
  if (command.json) entry.option('--json');
  entry.action(async (...given: unknown[]) => {
    const { json, ...options } = entry.opts<Record<string, string | true>>();
    const values = command.arguments.map((argument, index) => [argument.name, given[index]] as const);
    const named = command.options.map((option) => [option.name, options[camelCase(option.name)]] as const);
    const input = Object.fromEntries(
      [...values, ...named].filter(([, value]) => value !== undefined),
    ) as RawInput;
    await onCall({ command, input, json: json === true });
  });
};

const argumentWords = ({ name, required, variadic }: ArgumentSpec): string => {
  const word = variadic === true ? `${name}...` : name;
  return required ? `<${word}>` : `[${word}]`;
};

const optionWords = ({ name, value }: OptionSpec): string =>
  value === undefined ? `--${name}` : `--${name} <${value}>`;

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** What commander throws, as a usage error; undefined when it only showed help. */
export const usageProblem = (error: {
  readonly code: string;
  readonly message: string;
}): Error | undefined => {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return undefined;
  const problem =
    error.code === 'commander.help' ? 'say what to do; "flames --help" lists the commands.' : error.message;
  return usageError('bad-call', { problem: problem.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ') });
};
