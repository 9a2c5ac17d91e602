import { UserError, usageError } from '../errors.ts';
import type { PromptSet, StoredPrompt } from '../flames/prompt.ts';
import { type Selection, selectPrompts } from '../flames/select-prompts.ts';
import { formatSubset, parseSubset } from '../flames/subset.ts';
import type { PromptStore } from '../ports/prompt-store.ts';
import type { Steps } from '../steps.ts';

/** The set that runs ask when nobody names one: the public prompts where they are installed, else the sample. */
const PUBLIC_SET = 'flames-1k';
export const SAMPLE_SET = 'sample';

/** Which prompts a run asks: the set, the canonical words and the selection. */
export interface Plan extends Selection<StoredPrompt> {
  readonly set: PromptSet;
  readonly subset: string;
}

/** Reads `[PROMPT-SET] [SUBSET…]` and selects the prompts. Throws when a word is wrong or nothing is selected. */
export function* planPrompts(
  words: readonly string[],
  seed: number,
  prompts: PromptStore,
  limit: number | undefined,
): Steps<Plan> {
  const named = words[0] === undefined ? undefined : prompts.find(words[0]);
  const set = named ?? prompts.find(PUBLIC_SET) ?? prompts.find(SAMPLE_SET);
  if (set === undefined) throw new UserError('no-prompt-set', undefined);
  return yield* planWithin(set, named === undefined ? words : words.slice(1), seed, prompts, limit);
}

/** The same within a set that is already decided: topping up a run. */
export function* planWithin(
  set: PromptSet,
  words: readonly string[],
  seed: number,
  prompts: PromptStore,
  limit: number | undefined,
): Steps<Plan> {
  const subset = parseSubset(
    words,
    prompts.list().map(({ name }) => name),
  );
  const selection = yield* selectPrompts(subset, pagesOf(set, prompts), seed);
  if (selection.prompts.length === 0)
    throw usageError('subset-empty', { subset: formatSubset(subset), set: set.name });
  if (limit !== undefined && selection.prompts.length > limit) {
    throw new UserError('too-many-prompts', { asked: selection.prompts.length, limit });
  }
  return { ...selection, set, subset: formatSubset(subset) };
}

/** Prompts whose reading and hashing hold nobody up. */
const PAGE = 1000;

function* pagesOf({ id }: PromptSet, prompts: PromptStore): Generator<readonly StoredPrompt[], void, void> {
  for (let after: number | undefined = -1; after !== undefined; ) {
    const page = prompts.page(id, after, PAGE);
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1)?.position;
  }
}
