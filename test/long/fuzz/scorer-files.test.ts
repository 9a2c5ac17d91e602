import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTokenizer } from '../../../adapters/onnx/open-tokenizer.ts';
import { readPackage, readParity } from '../../../adapters/onnx/read-package.ts';
import { UserError } from '../../../src/errors.ts';
import { createSentencePiece } from '../../../src/scoring/tokens/sentencepiece.ts';
import { useTemporaryFolders } from '../../support/temporary-folder.ts';
import { hostileText, INPUTS, mutated } from './inputs.ts';

const temporaryFolder = useTemporaryFolders();
const FIXTURES = 'test/fixtures';
const TEXT = '邻居的花为什么开得好？ A  b\u0000 ＡＢＣ 🟢 \ud800';

/** A file that somebody damaged: bytes changed at some places, then cut or continued. */
const damaged = (whole: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.option(fc.nat(whole.length)),
      fc.uint8Array({ maxLength: 16 }),
    )
    .map(([changes, cut, more]) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, by] of changes) bytes[at] = by;
      return Uint8Array.from([...bytes.subarray(0, cut ?? whole.length), ...more]);
    });

/** The first bytes decide what a model is, and most of a whole one is pieces: few of them are quicker to read. */
const shortened = (file: string): Uint8Array => {
  const whole = readFileSync(join(FIXTURES, 'sentencepiece', file));
  return Uint8Array.from([...whole.subarray(0, 600), ...whole.subarray(-400)]);
};

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof TypeError) && error.message !== '';

const always = <T>(inputs: fc.Arbitrary<T>, holds: (input: T) => void | Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(inputs, async (input) => void (await holds(input))),
    { numRuns: INPUTS },
  );

describe('what a tokenizer of a scorer holds', () => {
  it.each(['unigram.model', 'bpe.model'])(
    '%s is read and cuts every text into its own pieces, or refused',
    (file) => {
      const whole = readFileSync(join(FIXTURES, 'sentencepiece', file));
      const inputs = fc.oneof(
        { arbitrary: damaged(shortened(file)), weight: 19 },
        { arbitrary: damaged(whole), weight: 1 },
        { arbitrary: fc.uint8Array({ maxLength: 200 }), weight: 5 },
      );
      return always(inputs, (bytes) => {
        try {
          const ids = createSentencePiece(bytes)(TEXT);
          expect(ids.every((id) => Number.isInteger(id) && id >= 0)).toBe(true);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
      });
    },
  );

  it('tokenizer.json is read and gives ids, or refused', async () => {
    const folder = temporaryFolder();
    const file = 'tokenizer.json';
    const sample = {
      version: '1.0',
      added_tokens: [],
      normalizer: { type: 'NFKC' },
      pre_tokenizer: { type: 'Whitespace' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'BPE',
        unk_token: '<unk>',
        vocab: { '<unk>': 0, 好: 1, 的: 2, 好的: 3 },
        merges: ['好 的'],
      },
    };
    const settings = { kind: 'tokenizer.json', file, sha256: '', specialTokens: false } as const;
    const text = fc.oneof(
      mutated([sample]).map((value) => JSON.stringify(value) ?? ''),
      hostileText,
    );
    await always(text, async (given) => {
      writeFileSync(join(folder, file), given);
      try {
        const ids = [...(await openTokenizer(folder, settings))('好的 坏')];
        expect(ids.every((id) => Number.isInteger(id) && id >= 0)).toBe(true);
      } catch (error) {
        if (!(error instanceof Error) || error.name === 'AssertionError') throw error;
      }
    });
  });
});

describe('what a package of a scorer says of itself', () => {
  it.each([
    ['linear', 'data/scorers/embedded'],
    ['token', join(FIXTURES, 'official-scorer', 'package')],
  ])('a %s manifest and its fixtures are whole, or refused in a sentence', async (_what, source) => {
    const folder = temporaryFolder();
    cpSync(source, folder, { recursive: true });
    // a manifest is read as fast as its model is hashed
    writeFileSync(join(folder, 'model.onnx'), '');
    const whole = JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8'));
    whole.model.sha256 = createHash('sha256').update('').digest('hex');
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(whole));
    await readPackage(folder);
    for (const [file, read] of [
      ['manifest.json', () => readPackage(folder)],
      ['parity.json', () => readParity(folder, { file: 'parity.json', tolerance: 1 })],
    ] as const) {
      const sample = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const few = Array.isArray(sample) ? sample.slice(0, 2) : sample;
      const text = fc.oneof(
        mutated([few]).map((value) => JSON.stringify(value) ?? ''),
        hostileText,
      );
      await always(text, async (given) => {
        writeFileSync(join(folder, file), given);
        try {
          await read();
        } catch (error) {
          if (!(error instanceof UserError) || error.message === '') throw error;
        }
      });
      writeFileSync(join(folder, file), JSON.stringify(sample));
    }
  });
});
