import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createPromptStore } from '../../adapters/sqlite/prompt-store.ts';
import { promptContentKey, promptSetSha256 } from '../../src/flames/prompt.ts';
import type { NewPromptSet } from '../../src/ports/prompt-store.ts';
import { at, somePrompts } from '../support/store-data.ts';

const aSet = (count: number, over: Partial<NewPromptSet> = {}): NewPromptSet => ({
  name: 'mine',
  prompts: somePrompts(count),
  source: 'a file',
  installed: true,
  ...over,
});

const opened = () => createPromptStore(openDatabase(':memory:'));

describe('prompt sets', () => {
  it('keeps prompts in the order of their set, with the checksum of its lines', () => {
    const store = opened();
    const wanted = aSet(5, { prompts: somePrompts(5).toReversed() });
    const { set, added } = store.add(wanted, at(0));
    expect(added).toBe(true);
    expect(set).toMatchObject({ name: 'mine', size: 5, sha256: promptSetSha256(wanted.prompts) });
    expect(store.read(set.id).map(({ id: _id, ...prompt }) => prompt)).toEqual(wanted.prompts);
  });

  it('adds the same set once, and shares prompts between sets', () => {
    const store = opened();
    const first = store.add(aSet(3), at(0));
    expect(store.add(aSet(3), at(1))).toEqual({ set: first.set, added: false });
    const larger = store.add(aSet(4), at(2));
    expect(store.read(larger.set.id).slice(0, 3)).toEqual(store.read(first.set.id));
  });

  it('lists the newest of each name, and means it by that name', () => {
    const store = opened();
    store.add(aSet(3), at(0));
    store.add(aSet(2, { name: 'other' }), at(1));
    const newest = store.add(aSet(4), at(2)).set;
    expect(store.list().map(({ name, size, source }) => ({ name, size, source }))).toEqual([
      { name: 'mine', size: 4, source: 'a file' },
      { name: 'other', size: 2, source: 'a file' },
    ]);
    expect(store.find('mine')).toEqual(newest);
    expect(store.find('nobody')).toBeUndefined();
  });

  it('takes a set that is installed again for the newest of its name', () => {
    const store = opened();
    const old = store.add(aSet(3), at(0)).set;
    store.add(aSet(4), at(1));
    store.add(aSet(3), at(2));
    expect(store.find('mine')).toEqual(old);
  });

  it('finds an installed set by its content in any order', () => {
    const store = opened();
    const { set } = store.add(aSet(4), at(0));
    store.add(aSet(5, { installed: false }), at(1));
    expect(store.findByContent(promptContentKey(somePrompts(4).toReversed()))).toEqual(set);
    expect(store.findByContent(promptContentKey(somePrompts(5)))).toBeUndefined();
  });

  it('does not list prompts that came with imported responses, until they are installed', () => {
    const store = opened();
    const { set } = store.add(aSet(3, { installed: false }), at(0));
    expect([store.list(), store.find('mine')]).toEqual([[], undefined]);
    expect(store.read(set.id)).toHaveLength(3);
    expect(store.add(aSet(3), at(1)).added).toBe(false);
    expect(store.find('mine')).toEqual(set);
  });
});
