import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokenManifest } from './token-manifest.ts';

const TINY = JSON.parse(readFileSync('test/fixtures/official-scorer/package/manifest.json', 'utf8'));
const [data] = TINY.model.data;
const problems = (...names: readonly string[]): readonly string[] => {
  const files = names.map((file) => ({ ...data, file }));
  const parsed = tokenManifest.safeParse({ ...TINY, model: { ...TINY.model, data: files } });
  return parsed.error?.issues.map(({ message }) => message) ?? [];
};

describe('the manifest of a package that reads tokens', () => {
  it('takes weights in as many files as they need', () => {
    expect(problems('model.onnx.data', 'model.onnx.data-2')).toEqual([]);
  });

  it.each(['manifest.json', 'fetched.json', 'Manifest.JSON', 'model.onnx.part', 'weights.new'])(
    'has no weights under %s, which a package keeps for itself',
    (name) => {
      expect(problems(name)).toEqual(['package-own-name']);
    },
  );

  it.each([['model.onnx'], ['Parity.json'], ['tokenizer.model'], ['a.data', 'A.data']])(
    'has no two files of one name: %s',
    (...names) => {
      expect(problems(...names)).toEqual(['package-twins']);
    },
  );
});
