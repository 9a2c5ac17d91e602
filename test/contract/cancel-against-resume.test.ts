import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { cancel } from '../../src/commands/cancel.ts';
import type { Context } from '../../src/commands/context.ts';
import { aNewRun, at } from '../support/store-data.ts';

/** A stopped run that is being cancelled; `meanwhile` happens before it is counted. */
const cancelled = async (meanwhile: 'nothing' | 'running' | 'cancelled') => {
  const database = openDatabase(':memory:');
  const { runs, prompts } = createStores(database, createMemoryLiveness());
  const { run } = runs.create(aNewRun(prompts, 30));
  runs.setState(run.id, 'running', at(1));
  runs.setState(run.id, 'stopped', at(2));
  const context = { runs, clock: { now: () => at(9) }, locale: 'en' } as unknown as Context;
  const cancelling = cancel.run({ run: run.id }, context);
  if (meanwhile !== 'nothing') runs.setState(run.id, meanwhile, at(3));
  const said = await cancelling.then(JSON.stringify, String);
  const found = { said, state: runs.find(run.id)?.state, asked: runs.isCancelRequested(run.id) };
  database.close();
  return found;
};

it('a stopped run is cancelled at once', async () => {
  const { said, state, asked } = await cancelled('nothing');
  expect({ state, asked }).toEqual({ state: 'cancelled', asked: false });
  expect(said).toContain('is cancelled');
});

it('one that somebody resumes before that is left to who works on it, who is asked to cancel it', async () => {
  const { said, state, asked } = await cancelled('running');
  expect({ state, asked }).toEqual({ state: 'running', asked: true });
  expect(said).not.toContain('is cancelled');
});

it('one that somebody else cancels before that is over, and nobody is asked', async () => {
  const { said, state, asked } = await cancelled('cancelled');
  expect({ state, asked }).toEqual({ state: 'cancelled', asked: false });
  expect(said).toContain('is cancelled already');
});
