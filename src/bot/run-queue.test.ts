import { expect, it } from 'vitest';
import { createRunQueue } from './run-queue.ts';

interface Job {
  readonly signal: AbortSignal;
  end(): void;
}

const aQueue = (atOnce: number) => {
  const queue = createRunQueue(atOnce);
  const started = new Map<string, Job>();
  const add = (id: string): void =>
    queue.add(
      id,
      (signal) =>
        new Promise((resolve) => {
          started.set(id, { signal, end: resolve });
        }),
    );
  const end = async (id: string): Promise<void> => {
    started.get(id)?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, add, end, started: () => [...started.keys()], job: (id: string) => started.get(id) };
};

it('works on so many at a time and starts the next when one ends', async () => {
  const { add, end, started } = aQueue(2);
  for (const id of ['a', 'b', 'c', 'd']) add(id);
  expect(started()).toEqual(['a', 'b']);
  await end('b');
  expect(started()).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  expect(started()).toEqual(['a', 'b', 'c', 'd']);
});

it('takes a run that is here already only once, and again when it has ended', async () => {
  const { queue, add, end, started } = aQueue(1);
  for (const id of ['a', 'a', 'b', 'b']) add(id);
  await end('a');
  await end('b');
  await queue.idle();
  expect(started()).toEqual(['a', 'b']);
  add('a');
  expect(await Promise.race([queue.idle().then(() => 'idle'), Promise.resolve('busy')])).toBe('busy');
});

it('gives a run its turn at once when it is told to, and keeps to its limit otherwise', async () => {
  const { queue, add, end, started } = aQueue(1);
  for (const id of ['a', 'b', 'c', 'd']) add(id);
  queue.hasten('c');
  expect(started()).toEqual(['a', 'c']);
  expect(queue.waiting()).toEqual(['b', 'd']);
  await end('c');
  expect(started()).toEqual(['a', 'c']);
  await end('a');
  expect(started()).toEqual(['a', 'c', 'b']);
});

it('asks what runs to stop, forgets what waits, says how many are left, and takes no more', async () => {
  const { queue, add, end, started, job } = aQueue(1);
  add('a');
  add('b');
  const stopped = queue.stop();
  expect(job('a')?.signal.aborted).toBe(true);
  await end('a');
  expect(await stopped).toBe(2);
  add('c');
  expect(started()).toEqual(['a']);
});
