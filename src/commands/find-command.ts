import { usageError } from '../errors.ts';
import type { Command } from './command.ts';
import { nearestCommand } from './nearest-command.ts';

export const HELP = 'help';
const LONGEST_SHOWN = 60;

/** A stranger's word, short enough to be said again. */
export const short = (word: string): string => Array.from(word).slice(0, LONGEST_SHOWN).join('');

/**
 * The command of chat that words begin with, and how many of them name it; a group's word alone is its list. Throws a usage
 * error that names the nearest one, or where else the command is.
 */
export const findCommand = (words: readonly string[], commands: readonly Command[]) => {
  const [first = '', second] = words.map((word) => word.toLowerCase());
  const pair = commands.find(({ name }) => name === `${first} ${second}`);
  const ofGroup = second === undefined ? `${first} list` : undefined;
  const command = pair ?? commands.find(({ name }) => name === first || name === ofGroup);
  if (command === undefined) throw unknownCommand(first, second, commands);
  if (!command.surfaces.includes('chat')) throw usageError('command-elsewhere', { name: command.name });
  return { command, taken: pair === undefined ? 1 : 2 };
};

const unknownCommand = (first: string, second: string | undefined, commands: readonly Command[]) => {
  const known = commands.filter(({ surfaces }) => surfaces.includes('chat')).map(({ name }) => name);
  const group = known.filter((name) => name.startsWith(`${first} `));
  const word = group.length > 0 && second !== undefined ? `${first} ${second}` : first;
  return usageError('unknown-command', {
    word: short(word),
    nearest: nearestCommand(word, group.length > 0 ? group : known),
    help: HELP,
  });
};
