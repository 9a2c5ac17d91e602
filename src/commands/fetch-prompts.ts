import { createHash } from 'node:crypto';
import { isAddress, shownAddress } from '../address.ts';
import { UserError } from '../errors.ts';
import { importPrompts } from '../flames/import-prompts.ts';
import type { Context } from './context.ts';

/** The public prompts: AIFlames/Flames at a pinned commit (Apache-2.0). */
export const FLAMES_1K = {
  name: 'flames-1k',
  url: 'https://raw.githubusercontent.com/AIFlames/Flames/234bcb7/Flames_1k_Chinese.jsonl',
  sha256: 'f53400dcbb8795fb262993bda0615afdc77de1c4685e7c94d2df2a3cd47613fa',
} as const;

/**
 * Gets the public prompts from an address or a file, checks the sha256, and adds them. A download that broke goes on
 * where it stopped. Throws a `UserError` when the place cannot be read or holds something else.
 */
export const fetchPrompts = async (from: string, { files, downloads, prompts, clock }: Context) => {
  const shown = shownAddress(from);
  const bytes = isAddress(from) ? await downloads.get(from, FLAMES_1K.sha256) : await files.readBytes(from);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== FLAMES_1K.sha256)
    throw new UserError('wrong-checksum', { from: shown, sha256, expected: FLAMES_1K.sha256 });
  const text = new TextDecoder().decode(bytes);
  return importPrompts({ text, name: FLAMES_1K.name, file: shown, source: shown }, prompts, clock.now());
};
