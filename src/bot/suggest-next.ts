import type { ArgumentKind, Command } from '../commands/command.ts';
import { chatOptions } from '../commands/usage.ts';

/** Names that may stand for an argument, by its kind. */
export type KnownNames = Readonly<Partial<Record<ArgumentKind, readonly string[]>>>;

const SUBSETS = ['smoke', 'quick', 'full'] as const;

/** Words that may come next after what was typed in chat; the last typed word counts as unfinished. */
export const suggestNext = (
  typed: string,
  commands: readonly Command[],
  known: KnownNames,
): readonly string[] => {
  const offered = commands.filter(({ surfaces }) => surfaces.includes('chat'));
  const words = typed.split(/\s+/u).slice(0, -1);
  const command = offered.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
  if (command === undefined) {
    const before = words.map((word) => `${word} `).join('');
    return offered.flatMap(({ name }) =>
      name.startsWith(before) ? (name.slice(before.length).split(' ')[0] ?? []) : [],
    );
  }
  const { arguments: specs } = command;
  const at = words.length - command.name.split(' ').length;
  const spec = specs[Math.min(at, specs.length - 1)];
  const fits = spec !== undefined && (at < specs.length || spec.variadic === true);
  const names = fits ? (known[spec.kind] ?? (spec.kind === 'subset' ? SUBSETS : [])) : [];
  return [...names, ...chatOptions(command).map(({ name }) => `--${name}`)];
};
