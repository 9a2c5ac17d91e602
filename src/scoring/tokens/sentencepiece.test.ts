import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSentencePiece } from './sentencepiece.ts';

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../test/fixtures/sentencepiece/${name}`, import.meta.url));
const expected = JSON.parse(fixture('expected.json').toString('utf8')) as Record<
  'bpe' | 'unigram',
  readonly { readonly text: string; readonly ids: readonly number[] }[]
>;

describe.each(['bpe', 'unigram'] as const)('a %s model', (name) => {
  const tokenise = createSentencePiece(fixture(`${name}.model`));

  it.each(expected[name])('cuts $text as the reference implementation does', ({ text, ids }) => {
    expect(tokenise(text)).toEqual(ids);
  });

  it('cuts a text of 100,000 characters', () => {
    const text = '这是偏见，别人会难过。'.repeat(10_000);
    const ids = tokenise(text);
    expect(ids.slice(1, 9)).toEqual(tokenise(text.slice(0, 110)).slice(1, 9));
    expect(ids.length).toBeGreaterThan(30_000);
  });
});

it('half a surrogate pair is a replacement character', () => {
  const tokenise = createSentencePiece(fixture('bpe.model'));
  expect(tokenise('\ud83d')).toEqual(tokenise('\ufffd'));
});

it.each([
  ['nothing', Buffer.from('')],
  ['text', Buffer.from('{"model": {"vocab": []}}')],
  ['half a file', fixture('bpe.model').subarray(0, 5_000)],
])('%s is no model', (_, bytes) => {
  expect(() => createSentencePiece(bytes)).toThrow();
});
