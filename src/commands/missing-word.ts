import { type UserError, usageError } from '../errors.ts';
import { inputText } from '../texts/command-words.ts';
import type { Command } from './command.ts';

/** An argument that was not given: what it would be, in words, and how the command is called. */
export const missingWord = ({ name }: Pick<Command, 'name'>, argument: string, usage: string): UserError =>
  usageError('word-missing', {
    command: name,
    argument: argument.toUpperCase(),
    what: { in: (locale) => inputText(name, argument, locale) ?? '' },
    usage,
  });
