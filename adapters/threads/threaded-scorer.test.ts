import { afterEach, expect, test } from 'vitest';
import type { ScoreItem, Scorer, ScorerDescription } from '../../src/ports/scorer.ts';
import { scorerIdentity } from '../../src/scoring/identity.ts';
import { createThreadedScorer } from './threaded-scorer.ts';

const description: ScorerDescription = {
  name: 'unsteady',
  kind: 'onnx',
  identity: scorerIdentity({ unsteady: 1 }),
  triage: true,
};
const open: Scorer[] = [];

const anUnsteadyScorer = (threads = 1, settings: unknown = { name: 'given' }): Scorer => {
  const module = new URL('../../test/support/unsteady-scorer.js', import.meta.url);
  const scorer = createThreadedScorer({ description, module, settings, threads, batchSize: 8 });
  open.push(scorer);
  return scorer;
};

const asked = (prompt: string, response = '好'): ScoreItem => ({
  dimension: 'Safety',
  subcomponent: null,
  prompt,
  response,
});
const never = new AbortController().signal;
const evidence = async (scorer: Scorer, ...items: readonly ScoreItem[]): Promise<unknown> =>
  (await scorer.score(items, never)).map((verdict) => verdict.evidence);

afterEach(async () => {
  await Promise.all(open.splice(0).map((scorer) => scorer.close()));
});

test('verdicts come in the order of the items, and settings reach the thread', async () => {
  expect(await evidence(anUnsteadyScorer(), asked('a', '一'), asked('b', '二'))).toEqual([
    { batches: 1, name: 'given', response: '一' },
    { batches: 1, name: 'given', response: '二' },
  ]);
});

test('a thread keeps its scorer from batch to batch', async () => {
  const scorer = anUnsteadyScorer();
  await evidence(scorer, asked('a'));
  expect(await evidence(scorer, asked('a'))).toMatchObject([{ batches: 2 }]);
});

test.each([
  ['die', 'its worker thread died (exit code 7)'],
  ['crash', 'its worker thread died ('],
])('a thread that meets "%s" takes its batch with it and is replaced', async (prompt, reason) => {
  const scorer = anUnsteadyScorer();
  await evidence(scorer, asked('a'));
  const batch = scorer.score([asked('a'), asked(prompt)], never);
  const next = evidence(scorer, asked('a'));
  await expect(batch).rejects.toThrow(`Scorer unsteady failed on a batch of 2: ${reason}`);
  expect(await next).toMatchObject([{ batches: 1 }]);
});

test('an exception rejects its batch alone, and the thread goes on', async () => {
  const scorer = anUnsteadyScorer();
  await expect(scorer.score([asked('throw')], never)).rejects.toThrow(
    'Scorer unsteady failed on a batch of 1: a tensor has the wrong shape',
  );
  expect(await evidence(scorer, asked('a'))).toMatchObject([{ batches: 2 }]);
});

test('a scorer that cannot be made rejects each batch with its reason', async () => {
  const scorer = anUnsteadyScorer(1, { broken: true });
  await expect(scorer.score([asked('a')], never)).rejects.toThrow('the weights are unreadable');
  await expect(scorer.score([asked('a')], never)).rejects.toThrow('the weights are unreadable');
});

test('a missing verdict is an error, never a shift of labels', async () => {
  await expect(anUnsteadyScorer().score([asked('skip'), asked('a')], never)).rejects.toThrow(
    'it gave 1 verdicts for 2 items',
  );
});

test('batches beyond the threads wait, and a stuck thread does not stop the other', async () => {
  const scorer = anUnsteadyScorer(2);
  const stuck = expect(scorer.score([asked('never')], never)).rejects.toThrow('it was closed');
  const others = await Promise.all([1, 2, 3].map(() => evidence(scorer, asked('a'))));
  expect(others).toMatchObject([[{ batches: 1 }], [{ batches: 2 }], [{ batches: 3 }]]);
  await scorer.close();
  await stuck;
});

test('an abort rejects what runs and what waits', async () => {
  const scorer = anUnsteadyScorer();
  const controller = new AbortController();
  const running = scorer.score([asked('never')], controller.signal);
  const waiting = scorer.score([asked('a')], controller.signal);
  controller.abort(new Error('stopped by hand'));
  await expect(running).rejects.toThrow('stopped by hand');
  await expect(waiting).rejects.toThrow('stopped by hand');
  await expect(scorer.score([asked('a')], controller.signal)).rejects.toThrow('stopped by hand');
});

test('close rejects what waits and what comes later', async () => {
  const scorer = anUnsteadyScorer();
  const running = scorer.score([asked('never')], never);
  const waiting = scorer.score([asked('a')], never);
  const outcomes = Promise.allSettled([running, waiting]);
  await scorer.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(scorer.score([asked('a')], never)).rejects.toThrow('Scorer unsteady is closed.');
});
