import type { Label } from '../flames/label.ts';
import type { EventId } from '../ids.ts';

/** What a person does on a ballot. Skipping and being unsure are answers, but no labels. */
export type VoteAct =
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'skip' }
  | { readonly kind: 'unsure' }
  /** Takes a vote back: the one by a reaction of this label, or whatever it is. */
  | { readonly kind: 'withdrawn'; readonly label: Label | null };

/** Who votes: the platform and the person's id there. */
export type VoterId = string;

export interface Vote {
  readonly voter: VoterId;
  /** As the person is shown. */
  readonly name: string;
  readonly act: VoteAct;
  readonly via: 'button' | 'reaction' | 'shell';
  /** When the person acted, however late that arrived. */
  readonly actedAt: Date;
  readonly event: EventId;
}

/** What decides which acts stand, beside their order. */
type Cast = Pick<Vote, 'voter' | 'act' | 'via'>;

type Standing<Act extends Cast> = Act & { readonly act: Exclude<VoteAct, { kind: 'withdrawn' }> };

/** A vote that stands. */
export type StandingVote = Standing<Vote>;

const isGiven = <Act extends Cast>(vote: Act): vote is Standing<Act> => vote.act.kind !== 'withdrawn';

/**
 * The votes that stand, one a person: the last act by when it was done; the order of arrival decides between acts of
 * the same moment. A withdrawn reaction takes back only the vote that it gave.
 */
export const standingVotes = <Act extends Cast & Pick<Vote, 'actedAt'>>(
  acts: readonly Act[],
): readonly Standing<Act>[] =>
  standingInOrder(acts.toSorted((a, b) => a.actedAt.getTime() - b.actedAt.getTime()));

/** The same of acts that come in the order in which they were done. */
export const standingInOrder = <Act extends Cast>(acts: readonly Act[]): readonly Standing<Act>[] => {
  const standing = new Map<VoterId, Standing<Act>>();
  for (const vote of acts) {
    const { act, voter } = vote;
    if (isGiven(vote)) standing.set(voter, vote);
    else if (act.kind === 'withdrawn' && takesBack(act.label, standing.get(voter))) standing.delete(voter);
  }
  return [...standing.values()];
};

/** How many of the votes that stand name a label: only they can reach the quorum. */
export const definiteVotes = (acts: readonly Vote[]): number =>
  standingVotes(acts).filter(({ act }) => act.kind === 'label').length;

const takesBack = (label: Label | null, vote: Cast | undefined): boolean =>
  label === null || (vote?.via === 'reaction' && vote.act.kind === 'label' && vote.act.label === label);
