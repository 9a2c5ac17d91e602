import type { ArgumentKind, Command } from '../commands/command.ts';
import { chatOptions } from '../commands/usage.ts';
import { CHINESE_NAMES, DIMENSIONS } from '../flames/dimension.ts';
import { CHINESE_SIZES, SUBSET_WORDS } from '../flames/subset.ts';
import { rankNames } from './rank-names.ts';

/** Something that may be typed, and what helps to tell it from others. */
export interface Suggestion {
  readonly name: string;
  readonly about?: string;
}

/** What may stand for an argument, by its kind; the latest first. */
export type KnownNames = Readonly<Partial<Record<ArgumentKind, readonly Suggestion[]>>>;

const CHINESE_SUBSETS = [
  ...Object.keys(CHINESE_SIZES),
  ...DIMENSIONS.map((dimension) => CHINESE_NAMES[dimension]),
];
const SUBSETS: readonly Suggestion[] = [...SUBSET_WORDS, ...CHINESE_SUBSETS].map((name) => ({ name }));

const namesOf = (kind: ArgumentKind, known: KnownNames): readonly Suggestion[] =>
  known[kind] ?? (kind === 'subset' ? SUBSETS : []);

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
  const names = fits ? namesOf(spec.kind, known).map(({ name }) => name) : [];
  return [...names, ...chatOptions(command).map(({ name }) => `--${name}`)];
};

/** An argument or option of a command that somebody is filling in. */
export interface Typing {
  readonly command: string;
  readonly input: string;
  readonly typed: string;
}

/**
 * What an argument or option may be, best first: by how well it fits what was typed, then by how recent it is. Of an
 * argument that takes several words only the last is unfinished; the words before it stay.
 */
export const suggestValues = (
  { command: name, input, typed }: Typing,
  commands: readonly Command[],
  known: KnownNames,
): readonly Suggestion[] => {
  const command = commands.find((each) => each.name === name && each.surfaces.includes('chat'));
  const argument = command?.arguments.find((each) => each.name === input);
  const option = command && chatOptions(command).find((each) => each.name === input);
  const kind = argument?.kind ?? option?.kind;
  if (kind === undefined) return [];
  const before = argument?.variadic === true ? (/^.*\s/su.exec(typed)?.[0] ?? '') : '';
  return rankNames(namesOf(kind, known), typed.slice(before.length)).map((each) =>
    before === '' ? each : { ...each, name: `${before}${each.name}` },
  );
};
