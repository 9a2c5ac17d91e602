import type { CommanderError, Command as Program } from 'commander';
import type { Command } from '../../src/commands/command.ts';
import { missingWord } from '../../src/commands/missing-word.ts';
import { nearestCommand } from '../../src/commands/nearest-command.ts';
import { usageOf } from '../../src/commands/usage.ts';
import { type UserError, usageError } from '../../src/errors.ts';
import { nearestWord } from '../../src/flames/nearest-word.ts';

/** The words of an entry after `flames`: `review vote`; of the program itself its name. */
const wordsOf = (entry: Program): string =>
  entry.parent?.parent ? `${entry.parent.name()} ${entry.name()}` : entry.name();

/** What the parser quotes: the option, word or argument that is wrong. */
const quoted = (message: string): string => message.slice(message.indexOf("'") + 1, message.lastIndexOf("'"));

/** What the parser refuses, as a usage error with the mend; help that was shown comes back as it is. */
export const callProblem = (error: CommanderError, entry: Program, command?: Command): Error => {
  const word = quoted(error.message);
  switch (error.code) {
    case 'commander.unknownCommand':
      return unknownCommand(word, entry);
    case 'commander.unknownOption':
      return unknownOption(word, entry);
    case 'commander.optionMissingArgument':
      return needsValue(word);
    case 'commander.missingArgument':
      return command === undefined
        ? error
        : missingWord(command, word, `flames ${usageOf(command, 'shell')}`);
    case 'commander.help':
      return entry.parent === null
        ? usageError('no-command', undefined)
        : usageError('no-command-of-group', { group: entry.name(), known: namesIn(entry) });
    default:
      return error;
  }
};

const namesIn = (entry: Program): readonly string[] =>
  entry.commands.map((each) => each.name()).filter((name) => entry.parent === null || name !== 'help');

/** There is no such command in the program or group. */
export const unknownCommand = (word: string, within: Program): UserError => {
  const group = within.parent === null ? '' : `${within.name()} `;
  const known = namesIn(within).map((name) => `${group}${name}`);
  return usageError('unknown-command', {
    word: `${group}${word}`,
    nearest: nearestCommand(`${group}${word}`, known),
    help: `flames help${group === '' ? '' : ` ${within.name()}`}`,
  });
};

const unknownOption = (flag: string, entry: Program): UserError => {
  const [typed = '', value] = flag.split('=', 2);
  const known = entry.options.map(({ long }) => long ?? '');
  if (value !== undefined && known.includes(typed))
    return usageError('option-without-value', { option: typed.slice(2) });
  return usageError('unknown-option', {
    command: wordsOf(entry),
    option: typed,
    nearest: nearestWord(typed, known),
    known,
  });
};

/** The parser names the option with its value: `--seed <N>`. */
const needsValue = (flags: string): UserError => {
  const [, option = '', value = ''] = /--([\w-]+) <(.*)>$/.exec(flags) ?? [];
  return usageError('option-needs-value', { option, value });
};
