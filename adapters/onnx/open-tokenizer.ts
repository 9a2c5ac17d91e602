import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenManifest } from '../../src/scoring/token-manifest.ts';
import { createSentencePiece, type Tokenise } from '../../src/scoring/tokens/sentencepiece.ts';

/** The package's tokenizer. Rejects when its file is not what the manifest says. */
export const openTokenizer = async (
  folder: string,
  tokenizer: TokenManifest['tokenizer'],
): Promise<Tokenise> => {
  const bytes = await readFile(join(folder, tokenizer.file));
  if (tokenizer.kind === 'sentencepiece') return createSentencePiece(bytes);
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const reader = new Tokenizer(JSON.parse(bytes.toString('utf8')) as object, {});
  return (text) => tokenIds(reader.encode(text, { add_special_tokens: tokenizer.specialTokens }).ids);
};

/** The library takes whatever stands in the file for an id. */
const tokenIds = (ids: readonly unknown[]): readonly number[] => {
  const isId = (id: unknown): id is number => Number.isSafeInteger(id) && Number(id) >= 0;
  if (!ids.every(isId)) throw new Error('The tokenizer gives something that is no token id.');
  return ids;
};
