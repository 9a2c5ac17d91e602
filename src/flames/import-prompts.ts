import { UserError, usageError } from '../errors.ts';
import type { PromptStore } from '../ports/prompt-store.ts';
import { parseJsonLines } from './json-lines.ts';
import type { PromptSet } from './prompt.ts';
import { parsePromptLine, promptKey } from './prompt-line.ts';
import { isSubsetWord } from './subset.ts';

export interface PromptFile {
  readonly text: string;
  readonly name: string;
  /** The file's name, for messages. */
  readonly file: string;
  /** Where it came from, for the list of sets. */
  readonly source: string;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

/**
 * Adds a prompt set. Throws a `UserError` that names every bad line with its number and reason; nothing of such a file
 * is stored.
 */
export const importPrompts = (
  { text, name, file, source }: PromptFile,
  prompts: PromptStore,
  at: Date,
): { readonly set: PromptSet; readonly added: boolean } => {
  if (!NAME.test(name) || isSubsetWord(name)) throw usageError('bad-set-name', { name });
  const parsed = parseJsonLines(text, parsePromptLine, promptKey);
  if (parsed.kind === 'bad') throw new UserError('bad-lines', { file, problems: parsed.problems });
  if (parsed.values.length === 0) throw new UserError('empty-file', { file });
  return prompts.add({ name, prompts: parsed.values, source, installed: true }, at);
};
