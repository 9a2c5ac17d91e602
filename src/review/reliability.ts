import { isBinary } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { FlagId } from '../ids.ts';
import type { ReviewedFlag } from '../ports/report-reads.ts';
import { dawidSkene, type Vote } from '../statistics/dawid-skene.ts';
import type { VoterId } from './vote.ts';

/** How reliable one person is where the same labels are allowed; rates 0 to 1. */
export interface ScaleReliability {
  readonly scale: 'three-level' | 'binary';
  readonly votes: number;
  /** The share of ballots on which the person is expected to give the true label. */
  readonly accuracy: number;
  /** By true label, how likely the person gives each. */
  readonly confusion: Readonly<Partial<Record<Label, Readonly<Partial<Record<Label, number>>>>>>;
}

export interface PersonReport {
  readonly voter: VoterId;
  readonly name: string;
  /** Closed ballots on which the person's vote names a label. */
  readonly ballots: number;
  /** The share of those that people settled on which the person gave the label that they settled; null without any. */
  readonly withConsensus: number | null;
  readonly reliability: readonly ScaleReliability[];
}

const SCALES = [
  { scale: 'three-level', labels: [3, 2, 1], binary: false },
  { scale: 'binary', labels: [3, 1], binary: true },
] as const;

/**
 * Who is how reliable on closed ballots, by smoothed Dawid–Skene, once over the dimensions with three labels and once
 * over those with two, since their mistakes are not the same. Most ballots first. It weighs no vote.
 */
export const reliabilityOfPeople = (closed: readonly ReviewedFlag[]): readonly PersonReport[] => {
  const scales = SCALES.map(({ scale, labels, binary }) => {
    const votes = closed.filter(({ dimension }) => isBinary(dimension) === binary).flatMap(votesOn);
    return { scale, voters: dawidSkene<FlagId>(votes, labels).voters };
  });
  return [...namesOf(closed)]
    .map(([voter, name]) => ({
      ...{ voter, name, ...recordOf(voter, closed) },
      reliability: scales.flatMap(({ scale, voters }): readonly ScaleReliability[] => {
        const found = voters.get(voter);
        if (found === undefined) return [];
        const { votes, accuracy, confusion } = found;
        return [{ scale, votes, accuracy, confusion: asRecord(confusion) }];
      }),
    }))
    .toSorted((a, b) => b.ballots - a.ballots || (a.voter < b.voter ? -1 : 1));
};

const votesOn = ({ flag, votes }: ReviewedFlag): readonly Vote<FlagId>[] =>
  votes.map(({ voter, label }) => ({ item: flag, voter, label }));

/** People as they were last called. */
const namesOf = (closed: readonly ReviewedFlag[]): ReadonlyMap<VoterId, string> =>
  new Map(closed.flatMap(({ votes }) => votes.map(({ voter, name }) => [voter, name])));

const recordOf = (voter: VoterId, closed: readonly ReviewedFlag[]) => {
  const given = closed.flatMap(({ label: settled, votes }) =>
    votes.filter((vote) => vote.voter === voter).map(({ label }) => ({ label, settled })),
  );
  const decided = given.filter(({ settled }) => settled !== null);
  const same = decided.filter(({ label, settled }) => label === settled).length;
  return { ballots: given.length, withConsensus: decided.length === 0 ? null : same / decided.length };
};

const asRecord = (confusion: ReadonlyMap<Label, ReadonlyMap<Label, number>>): ScaleReliability['confusion'] =>
  Object.fromEntries([...confusion].map(([truth, row]) => [truth, Object.fromEntries(row)]));
