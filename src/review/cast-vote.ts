import type { PeopleGroup } from '../config-schema.ts';
import { UserError, usageError } from '../errors.ts';
import { allowedLabels } from '../flames/label.ts';
import type { EventId } from '../ids.ts';
import { isMember, type Member } from '../people-group.ts';
import type { FlagChange, FlagView } from '../ports/review-store.ts';
import { consensusOf } from './consensus.ts';
import type { Flag } from './flag.ts';
import type { ReviewPorts, ReviewRules } from './review-ports.ts';
import { standingVotes, type Vote, type VoteAct } from './vote.ts';

/** Somebody who votes. */
export interface Voter extends Member {
  readonly platform: string;
  readonly name: string;
}

export interface VoteRequest {
  /** The flag as people name it. */
  readonly flag: string;
  readonly act: VoteAct;
  readonly via: Vote['via'];
  readonly voter: Voter;
  readonly actedAt: Date;
  readonly event: EventId;
}

/** A vote that counts, and the flag as it is after it. */
export interface CountedVote {
  readonly flag: Flag;
  /** Whether this vote closed the ballot; true again when its event is delivered again. */
  readonly closed: boolean;
}

export const voterId = ({ platform, id }: Pick<Voter, 'platform' | 'id'>): string => `${platform}:${id}`;

/**
 * Counts a vote, once however often its event is delivered, and closes the ballot when people agree or clearly do not.
 * Throws a `UserError`, and stores nothing, for a flag that is unknown, closed or voted on elsewhere, a label that its
 * dimension does not have, and a person who may not vote.
 */
export const castVote = (request: VoteRequest, ports: ReviewPorts): CountedVote => {
  const { reviews, clock, rules } = ports;
  const view = reviews.find(request.flag);
  const counted = view && reviews.change(view.flag.id, (now) => decide(request, now, rules, clock.now()));
  if (counted === undefined) throw new UserError('unknown-flag', { flag: request.flag });
  return counted;
};

const decide = (
  request: VoteRequest,
  view: FlagView,
  rules: ReviewRules,
  at: Date,
): { readonly result: CountedVote; readonly change?: FlagChange } => {
  const { flag, acts } = view;
  if (acts.some(({ event }) => event === request.event)) return { result: countedBefore(request, view) };
  refuseIfNotAllowed(request, view, rules);
  const vote = toVote(request);
  const consensus = consensusOf(standingVotes([...acts, vote]), rules);
  if (consensus.kind === 'open') return { result: { flag, closed: false }, change: { at, vote } };
  const label = consensus.kind === 'settled' ? consensus.label : null;
  const state = consensus.kind;
  return {
    result: { flag: { ...flag, state, label, closedAt: at }, closed: true },
    change: { at, vote, close: { state, label, source: 'voters', by: `ballot ${flag.id}` } },
  };
};

/** Nothing is counted after the vote that closes a ballot, so that one is the last. */
const countedBefore = ({ event }: VoteRequest, { flag, acts }: FlagView): CountedVote => ({
  flag,
  closed: flag.state !== 'open' && acts.at(-1)?.event === event,
});

const toVote = ({ act, via, voter, actedAt, event }: VoteRequest): Vote => ({
  voter: voterId(voter),
  name: voter.name,
  ...{ act, via, actedAt, event },
});

const refuseIfNotAllowed = (request: VoteRequest, view: FlagView, rules: ReviewRules): void => {
  const { flag, ballot } = view;
  const { voter, act, via, actedAt } = request;
  if (flag.state !== 'open') throw new UserError('ballot-closed', { flag: flag.id, state: flag.state });
  // nobody may have closed it yet
  if (ballot !== null && actedAt >= ballot.closesAt) {
    throw new UserError('ballot-closed', { flag: flag.id, state: 'disputed' });
  }
  if (via !== 'shell' && ballot !== null && ballot.address.platform !== voter.platform) {
    throw new UserError('ballot-elsewhere', { flag: flag.id, platform: ballot.address.platform });
  }
  if (via === 'reaction' && flag.reason === 'audit' && !takesReactionBack(request, view)) {
    throw new UserError('buttons-only', { flag: flag.id });
  }
  if (act.kind === 'label') refuseForeignLabel(act.label, flag);
  if (!isVoter(voter, rules.voters)) throw new UserError('not-a-voter', undefined);
  if (!mayVote(voter, view, rules)) throw new UserError('requester-may-not-vote', { flag: flag.id });
};

/** A vote that a reaction gave may be taken back with it, also when its flag has become an audit since. */
export const takesReactionBack = (
  { act, voter }: Pick<VoteRequest, 'act' | 'voter'>,
  { acts }: FlagView,
): boolean => {
  const vote = standingVotes(acts).find((each) => each.voter === voterId(voter));
  const given = vote?.via === 'reaction' && vote.act.kind === 'label' ? vote.act.label : undefined;
  return act.kind === 'withdrawn' && act.label === given;
};

const refuseForeignLabel = (label: number, { id, dimension }: Flag): void => {
  const allowed = allowedLabels(dimension);
  if (!allowed.some((each) => each === label))
    throw usageError('label-not-allowed', { flag: id, label, dimension, allowed });
};

/** Whether a person may vote on a flag at all. */
export const mayVote = (voter: Voter, view: FlagView, rules: ReviewRules): boolean =>
  isVoter(voter, rules.voters) && (rules.requesterMayVote || !askedForIt(voter, view));

/** Whether the configuration lets a person vote. */
export const isVoter = (voter: Voter, voters: PeopleGroup | undefined): boolean =>
  voters === undefined || isMember(voter, voters);

const askedForIt = ({ platform, id }: Voter, { requestedBy }: FlagView): boolean =>
  requestedBy.platform === platform && requestedBy.id === id;
