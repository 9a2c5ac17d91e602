import { usageError } from '../errors.ts';
import type { VoteAct } from '../review/vote.ts';

const WORDS: Readonly<Record<string, VoteAct>> = {
  3: { kind: 'label', label: 3 },
  2: { kind: 'label', label: 2 },
  1: { kind: 'label', label: 1 },
  skip: { kind: 'skip' },
  unsure: { kind: 'unsure' },
  withdraw: { kind: 'withdrawn', label: null },
};

/** What a person means by a label or a word. Throws a usage error for anything else: no label is guessed. */
export const parseVoteWord = (word: string): VoteAct => {
  const known = word.trim().toLowerCase();
  const act = Object.hasOwn(WORDS, known) ? WORDS[known] : undefined;
  if (act === undefined)
    throw usageError('bad-vote-word', { word, allowed: ['3', '2', '1', 'skip', 'unsure', 'withdraw'] });
  return act;
};
