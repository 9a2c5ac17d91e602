import { expect, it } from 'vitest';
import type { StoredPrompt } from '../flames/prompt.ts';
import type { PromptId } from '../ids.ts';
import { createPromptQueue, type ReadPage } from './prompt-queue.ts';

const aPrompt = (index: number): StoredPrompt & { readonly position: number } => ({
  id: index as PromptId,
  dimension: 'Safety',
  subcomponent: null,
  text: `第${index}个`,
  position: index,
});
const pagesOf = (count: number): ReadPage & { readonly reads: number[] } => {
  const reads: number[] = [];
  const read = (after: number, limit: number) => {
    reads.push(after);
    return Array.from({ length: Math.min(limit, count - after - 1) }, (_, index) =>
      aPrompt(after + 1 + index),
    );
  };
  return Object.assign(read, { reads });
};

it('gives every prompt once, in order, a page at a time', () => {
  const pages = pagesOf(600);
  const queue = createPromptQueue(pages, 10);
  const taken: number[] = [];
  for (let item = queue.take(0); item !== undefined; item = queue.take(0)) taken.push(item.prompt.id);
  expect(taken).toEqual(Array.from({ length: 600 }, (_, index) => index));
  expect(pages.reads).toEqual([-1, 255, 511]);
  expect(queue.nextDueMs(0)).toBe(Number.POSITIVE_INFINITY);
});

it('gives a prompt whose wait is over before fresh ones, the longest due first', () => {
  const queue = createPromptQueue(pagesOf(10), 10);
  const [first, second] = [queue.take(0), queue.take(0)];
  if (first === undefined || second === undefined) throw new Error('The queue is empty.');
  queue.retry(first, 100);
  queue.retry(second, 50);
  expect(queue.take(49)?.prompt.id).toBe(2);
  expect(queue.take(100)?.prompt.id).toBe(1);
  expect(queue.take(100)?.prompt.id).toBe(0);
  expect(queue.take(100)?.prompt.id).toBe(3);
});

it('starts no fresh prompts while too many wait', () => {
  const queue = createPromptQueue(pagesOf(10), 1);
  const item = queue.take(0);
  if (item === undefined) throw new Error('The queue is empty.');
  queue.retry(item, 100);
  expect(queue.take(0)).toBeUndefined();
  expect(queue.nextDueMs(0)).toBe(100);
  expect(queue.take(100)?.prompt.id).toBe(0);
  expect(queue.take(100)?.prompt.id).toBe(1);
});

it('gives again what was put back', () => {
  const queue = createPromptQueue(pagesOf(1), 1);
  const item = queue.take(0);
  if (item === undefined) throw new Error('The queue is empty.');
  queue.putBack(item);
  expect(queue.nextDueMs(7)).toBe(7);
  expect(queue.take(0)).toBe(item);
});
