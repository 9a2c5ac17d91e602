import type { StoredPrompt } from '../flames/prompt.ts';

/** A prompt that is being asked. */
export interface AskItem {
  readonly prompt: StoredPrompt;
  readonly tries: number;
  /** Monotonic milliseconds of its first request; undefined before it. */
  readonly firstAskedMs: number | undefined;
}

/** The next prompts after a position, in order; fewer than asked for at the end. */
export type ReadPage = (
  after: number,
  limit: number,
) => readonly (StoredPrompt & { readonly position: number })[];

interface Waiting {
  readonly dueMs: number;
  readonly item: AskItem;
}

const PAGE = 256;

export interface PromptQueue {
  /** A prompt whose wait is over, else a fresh one; undefined when there is none now. */
  take(nowMs: number): AskItem | undefined;
  /** Takes back what was taken and not asked. */
  putBack(item: AskItem): void;
  retry(item: AskItem, dueMs: number): void;
  /** Monotonic milliseconds at which `take` gives something; Infinity when nothing is left. */
  nextDueMs(nowMs: number): number;
}

/** Prompts to ask, a page in memory at a time, and those that wait for another try: at most `mostWaiting` of them. */
export const createPromptQueue = (readPage: ReadPage, mostWaiting: number): PromptQueue => {
  const waiting: Waiting[] = [];
  let fresh: AskItem[] = [];
  let position = -1;
  let exhausted = false;

  const hasFresh = (): boolean => {
    if (fresh.length > 0) return true;
    if (exhausted) return false;
    const page = readPage(position, PAGE);
    exhausted = page.length < PAGE;
    position = page.at(-1)?.position ?? position;
    fresh = page.map((prompt) => ({ prompt, tries: 0, firstAskedMs: undefined })).reverse();
    return fresh.length > 0;
  };
  const mayStart = (): boolean => waiting.length < mostWaiting && hasFresh();

  return {
    take(nowMs) {
      const first = waiting[0];
      if (first !== undefined && first.dueMs <= nowMs) return waiting.shift()?.item;
      return mayStart() ? fresh.pop() : undefined;
    },
    putBack: (item) => fresh.push(item),
    retry(item, dueMs) {
      const after = waiting.findIndex((other) => other.dueMs > dueMs);
      waiting.splice(after === -1 ? waiting.length : after, 0, { dueMs, item });
    },
    nextDueMs: (nowMs) => (mayStart() ? nowMs : (waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY)),
  };
};
