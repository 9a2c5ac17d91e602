import type { Command, OptionSpec } from './command.ts';

/** The options of a command that chat offers. */
export const chatOptions = ({ options }: Command): readonly OptionSpec[] =>
  options.filter(({ surfaces }) => surfaces?.includes('chat') ?? true);

/** How a command is called in chat: `evaluate MODEL [SUBSET…] [--seed N]`. */
export const usageOf = (command: Command): string =>
  [
    command.name,
    ...command.arguments.map(({ name, required, variadic }) => {
      const word = `${name.toUpperCase()}${variadic === true ? '…' : ''}`;
      return required ? word : `[${word}]`;
    }),
    ...chatOptions(command).map(({ name, value }) => `[--${name}${value === undefined ? '' : ` ${value}`}]`),
  ].join(' ');
