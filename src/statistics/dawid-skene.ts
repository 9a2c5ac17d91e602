import type { Label } from '../flames/label.ts';

export interface Vote<Item> {
  readonly item: Item;
  readonly voter: string;
  readonly label: Label;
}

/** What one voter's votes are worth. */
interface VoterReliability {
  readonly votes: number;
  /** The share of items, 0 to 1, on which this voter is expected to give the true label. */
  readonly accuracy: number;
  /** By true label, how likely this voter gives each label. */
  readonly confusion: ReadonlyMap<Label, ReadonlyMap<Label, number>>;
}

interface Reliability<Item> {
  /** For each item how likely each label is the true one. */
  readonly items: ReadonlyMap<Item, ReadonlyMap<Label, number>>;
  readonly voters: ReadonlyMap<string, VoterReliability>;
}

/** Votes that every cell starts with, so that a few votes prove nobody perfect. */
const SMOOTHING = 0.5;
const TOLERANCE = 1e-8;
const MOST_ROUNDS = 500;

interface Ballot {
  readonly voter: number;
  readonly label: number;
}
/** Rows of shares, each summing to 1. */
type Table = readonly (readonly number[])[];
interface Model {
  readonly prior: readonly number[];
  /** Voter, true label, label given. */
  readonly confusions: readonly Table[];
}

const normalised = (row: readonly number[]): number[] => {
  const total = row.reduce((sum, cell) => sum + cell, 0);
  return row.map((cell) => cell / total);
};

const smoothZeros = (size: number): number[] => new Array<number>(size).fill(SMOOTHING);

/** The M step: how common labels are and how voters give them, if the items' labels are as believed. */
const maximise = (
  ballots: readonly (readonly Ballot[])[],
  beliefs: Table,
  voters: number,
  size: number,
): Model => {
  const prior = smoothZeros(size);
  const confusions = Array.from({ length: voters }, () =>
    Array.from({ length: size }, () => smoothZeros(size)),
  );
  for (const [item, belief] of beliefs.entries()) {
    for (const [truth, share] of belief.entries()) {
      prior[truth] = (prior[truth] ?? 0) + share;
      for (const { voter, label } of ballots[item] ?? []) {
        const row = confusions[voter]?.[truth];
        if (row !== undefined) row[label] = (row[label] ?? 0) + share;
      }
    }
  }
  return { prior: normalised(prior), confusions: confusions.map((table) => table.map(normalised)) };
};

/** The E step; in logarithms, so that many votes do not underflow. */
const expect = (ballots: readonly (readonly Ballot[])[], { prior, confusions }: Model): Table => {
  const logPrior = prior.map(Math.log);
  const logs = confusions.map((table) => table.map((row) => row.map(Math.log)));
  return ballots.map((votes) => {
    const sums = logPrior.map((start, truth) =>
      votes.reduce((sum, { voter, label }) => sum + (logs[voter]?.[truth]?.[label] ?? 0), start),
    );
    const greatest = Math.max(...sums);
    return normalised(sums.map((sum) => Math.exp(sum - greatest)));
  });
};

const furthest = (before: Table, after: Table): number =>
  after.reduce(
    (most, row, item) =>
      row.reduce((m, cell, at) => Math.max(m, Math.abs(cell - (before[item]?.[at] ?? 0))), most),
    0,
  );

const iterate = (ballots: readonly (readonly Ballot[])[], voters: number, size: number): [Table, Model] => {
  const counted = (label: number, votes: readonly Ballot[]) =>
    votes.filter((vote) => vote.label === label).length;
  let beliefs: Table = ballots.map((votes) =>
    normalised(Array.from({ length: size }, (_, label) => counted(label, votes))),
  );
  let model = maximise(ballots, beliefs, voters, size);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = expect(ballots, model);
    const moved = furthest(beliefs, next);
    beliefs = next;
    model = maximise(ballots, beliefs, voters, size);
    if (moved < TOLERANCE) break;
  }
  return [beliefs, model];
};

const byLabel = <T>(labels: readonly Label[], values: readonly T[]): Map<Label, T> =>
  new Map(labels.flatMap((label, at) => values.slice(at, at + 1).map((value): [Label, T] => [label, value])));

/**
 * Who is how reliable, and what the items' labels are in that light: Dawid & Skene 1979 (Appl Statist 28:20), by EM
 * from the vote shares, with half a vote added to every cell. `labels` are those that could be given; votes with others
 * are left out. Deterministic; no vote is weighed by it.
 */
export const dawidSkene = <Item>(
  votes: readonly Vote<Item>[],
  labels: readonly Label[],
): Reliability<Item> => {
  const allowed = votes.filter((vote) => labels.includes(vote.label));
  const items = [...new Set(allowed.map((vote) => vote.item))];
  const voters = [...new Set(allowed.map((vote) => vote.voter))].sort();
  const placeOf = new Map(items.map((item, at) => [item, at]));
  const voterAt = new Map(voters.map((voter, at) => [voter, at]));
  const ballots = items.map((): Ballot[] => []);
  for (const { item, voter, label } of allowed) {
    ballots[placeOf.get(item) ?? -1]?.push({ voter: voterAt.get(voter) ?? -1, label: labels.indexOf(label) });
  }
  const [beliefs, { prior, confusions }] = iterate(ballots, voters.length, labels.length);
  const reliabilityOf = (table: Table, voter: number): VoterReliability => ({
    votes: ballots.flat().filter((ballot) => ballot.voter === voter).length,
    accuracy: prior.reduce((sum, share, label) => sum + share * (table[label]?.[label] ?? 0), 0),
    confusion: byLabel(
      labels,
      table.map((row) => byLabel(labels, row)),
    ),
  });
  return {
    items: new Map(items.map((item, at) => [item, byLabel(labels, beliefs[at] ?? [])])),
    voters: new Map(voters.map((voter, at) => [voter, reliabilityOf(confusions[at] ?? [], at)])),
  };
};
