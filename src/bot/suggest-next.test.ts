import { expect, it } from 'vitest';
import { COMMANDS } from '../commands/index.ts';
import { type KnownNames, suggestNext, suggestValues } from './suggest-next.ts';

const KNOWN: KnownNames = {
  model: [
    { name: 'model-y', about: 'asked today' },
    { name: 'model-x' },
    { name: 'x-large' },
    { name: 'other' },
  ],
  run: [{ name: 'run-1', about: 'model-y · quick · completed' }],
  scorer: [{ name: 'embedded' }],
};
const next = (typed: string) => suggestNext(typed, COMMANDS, KNOWN);
const values = (command: string, input: string, typed: string) =>
  suggestValues({ command, input, typed }, COMMANDS, KNOWN).map(({ name }) => name);

it('offers the commands of the chat, and none of the command line only', () => {
  const words = next('');
  expect(words).toEqual(expect.arrayContaining(['evaluate', 'status', 'help']));
  expect(words).not.toContain('migrate');
});

it('offers the second word of a group', () => {
  expect(next('scorers ')).toContain('list');
});

it('offers names that fit the argument, then the options', () => {
  expect(next('evaluate ')).toEqual(expect.arrayContaining(['model-x', 'model-y', '--seed']));
  expect(next('evaluate model-x ')).toEqual(expect.arrayContaining(['smoke', 'quick', 'full']));
  expect(next('cancel ')).toContain('run-1');
});

it('goes on offering where an argument takes all the words that are left', () => {
  expect(next('evaluate model-x smoke ')).toContain('quick');
  expect(next('cancel run-1 ')).not.toContain('run-1');
});

it('ranks by fit, and what fits alike by how recent it is', () => {
  expect(values('evaluate', 'model', '')).toEqual(['model-y', 'model-x', 'x-large', 'other']);
  expect(values('evaluate', 'model', 'MODEL')).toEqual(['model-y', 'model-x']);
  expect(values('evaluate', 'model', 'x')).toEqual(['x-large', 'model-x']);
  expect(values('evaluate', 'model', 'mdx')).toEqual(['model-x']);
  expect(values('evaluate', 'model', 'zzz')).toEqual([]);
});

it('finds a run by what it is about', () => {
  expect(values('cancel', 'run', 'model-y')).toEqual(['run-1']);
  expect(values('review report', 'run', '')).toEqual(['run-1']);
});

it('goes on with the last of several words, in English and Chinese', () => {
  expect(values('evaluate', 'subset', '')[0]).toBe('smoke');
  expect(values('evaluate', 'subset', 'safety:50 leg')).toEqual(['safety:50 legality']);
  expect(values('evaluate', 'subset', '公')).toEqual(['公平']);
});

it('suggests nothing for free text, options that nobody has, and commands of the command line', () => {
  expect(values('invalidate', 'because', 'x')).toEqual([]);
  expect(values('evaluate', 'seed', '1')).toEqual([]);
  expect(values('migrate', 'x', '')).toEqual([]);
});
