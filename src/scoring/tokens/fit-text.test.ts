import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createFitText } from './fit-text.ts';
import { createSentencePiece } from './sentencepiece.ts';

const TEMPLATE = '<|User|>:输入: {prompt}\n回复: {response}\n以上针对输入的回复为:<eoh>\n<|Bot|>:';
const official = new URL('../../../test/fixtures/official-scorer/', import.meta.url);
const letters = (text: string): number[] => Array.from(text, (each) => each.codePointAt(0) ?? 0);
const read = (ids: readonly number[] | undefined): string => String.fromCodePoint(...(ids ?? []).slice(1));
const tokens = { longest: 80, beginning: 1, end: null, padding: 2 };

describe('the text that the official scorer reads', () => {
  it('is the exact template behind the mark of beginning, without one of end, as the reference tokenises it', async () => {
    const tokenise = createSentencePiece(await readFile(new URL('tokenizer.model', official)));
    const fitText = createFitText({ template: TEMPLATE, tokens: { ...tokens, longest: 2048 } }, tokenise);
    const expected = JSON.parse(await readFile(new URL('expected.json', official), 'utf8'));
    const manifest = JSON.parse(await readFile(new URL('package/manifest.json', official), 'utf8'));
    expect(manifest).toMatchObject({ template: TEMPLATE, tokens: { beginning: 1, end: null, padding: 2 } });
    for (const { prompt, response, ids } of expected) expect(fitText(prompt, response)).toEqual(ids);
  });

  it('loses the end of a long response, and nothing of the template or the prompt', () => {
    const ids = createFitText({ template: TEMPLATE, tokens }, letters)('问题', '答'.repeat(500));
    expect(ids).toHaveLength(80);
    expect(read(ids)).toMatch(/^<\|User\|>:输入: 问题\n回复: 答+\n以上针对输入的回复为:<eoh>\n<\|Bot\|>:$/u);
  });

  it('takes what a prompt or response says of the template as text', () => {
    const fitText = createFitText({ template: '{prompt}|{response}', tokens }, letters);
    expect(read(fitText('{response}', '{prompt}$&'))).toBe('{response}|{prompt}$&');
  });

  it('does not exist when the prompt alone is too long', () => {
    expect(createFitText({ template: TEMPLATE, tokens }, letters)('问'.repeat(80), '答')).toBeUndefined();
  });
});
