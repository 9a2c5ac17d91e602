import { expect, it } from 'vitest';
import { COMMANDS } from '../commands/index.ts';
import { suggestNext } from './suggest-next.ts';

const next = (typed: string) =>
  suggestNext(typed, COMMANDS, { model: ['model-x', 'model-y'], run: ['run-1'], scorer: ['embedded'] });

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
