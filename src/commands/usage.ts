import type { Command, OptionSpec, Surface } from './command.ts';

/** The options of a command that chat offers. */
export const chatOptions = ({ options }: Command): readonly OptionSpec[] =>
  options.filter(({ surfaces }) => surfaces?.includes('chat') ?? true);

/** How a command is called, in chat or in a shell: `evaluate MODEL [SUBSET…] [--seed N]`. */
export const usageOf = (command: Command, surface: Surface = 'chat'): string =>
  [
    command.name,
    ...command.arguments.map(({ name, required, variadic }) => {
      const word = `${name.toUpperCase()}${variadic === true ? '…' : ''}`;
      return required ? word : `[${word}]`;
    }),
    ...(surface === 'chat' ? chatOptions(command) : command.options).map(
      ({ name, value }) => `[--${name}${value === undefined ? '' : ` ${value}`}]`,
    ),
    ...(surface === 'shell' && command.json ? ['[--json]'] : []),
  ].join(' ');
