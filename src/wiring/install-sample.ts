import { readFileSync } from 'node:fs';
import { SAMPLE_SET } from '../evaluation/plan-run.ts';
import { importPrompts } from '../flames/import-prompts.ts';
import type { PromptStore } from '../ports/prompt-store.ts';
import { dataPath } from './data-path.ts';

/** Puts the sample prompts that come with the program into the store, once for each version of them. */
export const installSample = (prompts: PromptStore, at: Date): void => {
  const file = dataPath('prompts/sample.jsonl');
  const source = 'written for this project';
  importPrompts({ text: readFileSync(file, 'utf8'), name: SAMPLE_SET, file, source }, prompts, at);
};
