import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTokenizer } from './open-tokenizer.ts';

const tiny = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: {
    type: 'BPE',
    unk_token: '<unk>',
    fuse_unk: false,
    byte_fallback: false,
    vocab: { '<unk>': 0, 好: 1, 的: 2, 好的: 3 },
    merges: ['好 的'],
  },
};

it('a tokenizer.json of Hugging Face is read: merges are made, and the unknown is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flames-tokenizer-'));
  try {
    await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tiny));
    const settings = {
      kind: 'tokenizer.json',
      file: 'tokenizer.json',
      sha256: '',
      specialTokens: false,
    } as const;
    const tokenise = await openTokenizer(folder, settings);
    expect([...tokenise('好的')]).toEqual([3]);
    expect([...tokenise('的好')]).toEqual([2, 1]);
    expect([...tokenise('坏好')]).toEqual([0, 1]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
