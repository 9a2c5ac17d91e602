import type { Prompt, PromptSet, StoredPrompt } from '../flames/prompt.ts';
import type { PromptSetId } from '../ids.ts';

export interface NewPromptSet {
  readonly name: string;
  readonly prompts: readonly Prompt[];
  /** Where it came from, for `prompts list`. */
  readonly source: string;
  /** False for prompts that came with imported responses: kept, not listed. */
  readonly installed: boolean;
}

/** Prompt sets. Each method is one transaction; prompts are stored once however many sets hold them. */
export interface PromptStore {
  /** Adds a set, or returns the one that has this name and checksum already. */
  add(set: NewPromptSet, at: Date): { readonly set: PromptSet; readonly added: boolean };
  /** The installed sets, the newest of each name. */
  list(): readonly (PromptSet & { readonly source: string })[];
  /** The newest installed set of this name. */
  find(name: string): PromptSet | undefined;
  /** An installed set that holds exactly these prompts, in any order (see `promptContentKey`). */
  findByContent(contentKey: string): PromptSet | undefined;
  /** In the set's order. */
  read(id: PromptSetId): readonly StoredPrompt[];
  /** As `read`, by position, from `after` on (exclusive; start with -1). */
  page(
    id: PromptSetId,
    after: number,
    limit: number,
  ): readonly (StoredPrompt & { readonly position: number })[];
}
