import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createOperationCounts } from '../../adapters/sqlite/operation-counts.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { receiptCard } from '../../src/cards/receipt-card.ts';
import { aNewRun, anAnswer, at } from '../support/store-data.ts';

it('counts runs by state, responses of running runs without a label, and messages that wait or are dead', () => {
  const database = openDatabase(':memory:');
  const { runs, prompts, outbox } = createStores(database, createMemoryLiveness());
  const counts = createOperationCounts(database);
  expect(counts()).toMatchObject({ waitingForLabel: 0, outbox: { waiting: 0, dead: 0 } });
  const working = runs.create(aNewRun(prompts, 4)).run;
  runs.create(aNewRun(prompts, 4));
  runs.claim(working.id);
  runs.setState(working.id, 'running', at(1));
  const answers = runs.promptsOf(working.id).map((prompt) => anAnswer(prompt));
  const [first] = runs.saveResponses(working.id, [], answers.slice(0, 3));
  if (first === undefined) throw new Error('nothing was stored');
  runs.saveVerdicts(
    working.id,
    [{ response: first, verdict: { kind: 'unscored', reason: 'x' }, at: at(2) }],
    [],
  );
  const channel = { kind: 'channel', platform: 'p', channel: 'c' } as const;
  for (const key of ['a', 'b', 'c']) outbox.put(key, channel, receiptCard(key, 'en'), at(3));
  outbox.delivered('a', { platform: 'p', channel: 'c', message: '1' }, 1);
  outbox.bury('b', 1, 'channel-gone', { sending: false, dueAt: at(4), failures: 1 });
  expect(counts()).toEqual({
    runs: { queued: 1, running: 1, stopped: 0, completed: 0, cancelled: 0, failed: 0 },
    waitingForLabel: 2,
    outbox: { waiting: 1, dead: 1 },
  });
  database.close();
});
