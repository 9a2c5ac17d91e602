import { expect, it, vi } from 'vitest';
import { anAnswer, anAttempt } from '../../test/support/store-data.ts';
import type { PromptId, RunId } from '../ids.ts';
import type { RunStore } from '../ports/run-store.ts';
import { type AskedEntry, createJournal, type Saved } from './journal.ts';

const RUN = 'run-1' as RunId;
const anEntry = (number: number): AskedEntry => {
  const prompt = number as PromptId;
  return { attempt: anAttempt(prompt), response: anAnswer(prompt), dimension: 'Safety' };
};
const aJournal = (save: (count: number) => void = () => undefined) => {
  const writes: number[] = [];
  const saved: Saved[] = [];
  const broken: unknown[] = [];
  const store = {
    saveResponses: (_: RunId, attempts: readonly unknown[]) => {
      save(attempts.length);
      writes.push(attempts.length);
      return [];
    },
  } as Partial<RunStore> as RunStore;
  const listener = {
    saved: (group: Saved) => saved.push(group),
    broken: (error: unknown) => broken.push(error),
  };
  return { journal: createJournal(store, RUN, listener), writes, saved, broken };
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('writes all that came in during one turn in one transaction, and counts it only then', async () => {
  const { journal, writes, saved } = aJournal();
  for (const number of [1, 2, 3]) journal.asked(anEntry(number));
  expect(saved).toEqual([]);
  await turn();
  expect(writes).toEqual([3]);
  expect(saved.map(({ asked }) => asked.length)).toEqual([3]);
  journal.asked(anEntry(4));
  await vi.waitFor(() => expect(writes).toEqual([3, 1]));
});

it('counts nothing that could not be written', async () => {
  const { journal, saved, broken } = aJournal(() => {
    throw new Error('full');
  });
  journal.asked(anEntry(1));
  await turn();
  expect(saved).toEqual([]);
  expect(broken).toEqual([new Error('full')]);
});

it('writes the rest when it closes, and nothing after', async () => {
  const { journal, writes } = aJournal();
  journal.asked(anEntry(1));
  journal.close();
  expect(writes).toEqual([1]);
  journal.asked(anEntry(2));
  await turn();
  expect(writes).toEqual([1]);
});
