import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/index.ts';

/** What the README tells people to type, without what follows a comment sign. */
const told = [
  ...readFileSync('README.md', 'utf8').matchAll(/(?:^|`)(?:\w+=\S+ )*flames ([a-z][^`\n]*)/gm),
].map(([, words = '']) => words.replace(/#.*/, '').replaceAll('\\|', '|').trim());

/** `prompts list|import` is two commands. */
const namesIn = (call: string): readonly string[] => {
  const [first = '', second = ''] = call.split(' ');
  const isGroup = COMMANDS.some(({ name }) => name.startsWith(`${first} `));
  return isGroup ? second.split('|').map((each) => `${first} ${each}`) : [first];
};

it('every command that the README tells is one, with the options that it is told with', () => {
  const inShell = new Map(
    COMMANDS.filter(({ surfaces }) => surfaces.includes('shell')).map((command) => [command.name, command]),
  );
  const calls = told.filter((call) => !call.startsWith('help'));
  expect(calls.length).toBeGreaterThan(15);
  for (const call of calls)
    for (const name of namesIn(call)) {
      const command = inShell.get(name);
      const known = [...(command?.options.map((each) => `--${each.name}`) ?? []), '--json'];
      expect([call, command?.name]).toEqual([call, name]);
      expect(known).toEqual(expect.arrayContaining(call.match(/--[\w-]+/g) ?? []));
    }
});

it('the README says how `flames` comes onto the PATH before it says `flames` to be typed', () => {
  const readme = readFileSync('README.md', 'utf8');
  const typed = readme.search(/^flames |`flames (doctor|evaluate|resume)/m);
  expect(readme.indexOf('npm link')).toBeGreaterThan(0);
  expect(readme.indexOf('npm link')).toBeLessThan(typed);
  expect(readme).toContain('`node bin/flames` or `npx flames`');
});
