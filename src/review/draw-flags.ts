import { hash } from 'node:crypto';
import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { ResponseId, RunId } from '../ids.ts';
import { type Keyed, seededOrder } from '../seeded-order.ts';
import type { Steps } from '../steps.ts';
import type { DrawnFlag, FlagReason } from './flag.ts';
import { uncertaintyOf } from './uncertainty.ts';

/** A scored response that may be flagged. */
export interface Candidate {
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly prompt: string;
  readonly label: Label;
  readonly probabilities: LabelProbabilities | null;
  /** The judges' valid answers differed. */
  readonly disagreed: boolean;
}

/** A candidate with its place in the seeded order of its run. */
export interface Placed extends Keyed, Pick<Candidate, 'response' | 'dimension' | 'label'> {
  readonly uncertainty: number | null;
}

/** A run's candidates in their seeded order: all, and those of each dimension. */
export interface SeededOrder {
  readonly all: readonly Placed[];
  readonly of: ReadonlyMap<Dimension, readonly Placed[]>;
}

/** Why responses are flagged already. */
export type Flagged = ReadonlyMap<ResponseId, FlagReason>;

/** A candidate that its scorer is unsure of; it may be flagged for that already. */
interface Doubted extends Omit<Placed, 'key'> {
  readonly uncertainty: number;
  readonly before: boolean;
}

/** Candidates whose looking through holds nobody up. */
const PLACED_A_STEP = 5000;

/** How many are drawn (`review` of the configuration). */
export interface DrawRules {
  readonly audit: { readonly share: number; readonly least: number; readonly from: number };
  readonly borderline: number;
}

export interface Draw {
  /** How many prompts the run asks. */
  readonly prompts: number;
  readonly order: SeededOrder;
  readonly flagged: Flagged;
}

/** The seeded order of a run's candidates, of which one page at a time is looked at. */
export function* orderCandidates(
  run: RunId,
  seed: number,
  pages: Iterable<readonly Candidate[]>,
): Steps<SeededOrder> {
  const placed: Placed[] = [];
  for (const page of pages) {
    if (placed.length > 0) yield;
    for (const candidate of page) placed.push(placeOf(`${run}\n${seed}`, candidate));
  }
  const all = yield* seededOrder(placed);
  return { all, of: yield* byDimension(all) };
}

function* byDimension(all: readonly Placed[]): Steps<SeededOrder['of']> {
  const of = new Map<Dimension, Placed[]>(DIMENSIONS.map((dimension) => [dimension, []]));
  for (const some of inParts(all)) {
    for (const placed of some) of.get(placed.dimension)?.push(placed);
    yield;
  }
  return of;
}

function* inParts(all: readonly Placed[]): Generator<readonly Placed[], void, void> {
  for (let at = 0; at < all.length; at += PLACED_A_STEP) yield all.slice(at, at + PLACED_A_STEP);
}

const placeOf = (seed: string, candidate: Candidate): Placed => {
  const { response, dimension, label, prompt } = candidate;
  const key = hash('sha256', `audit\n${seed}\n${dimension}\n${prompt}`, 'hex');
  return { response, dimension, label, key, uncertainty: uncertaintyOf(candidate) };
};

/**
 * The flags of a run that has ended: an audit in each dimension of a large run, and the responses that its scorer is
 * the least sure of. A response drawn by both is `audit`. Drawing again gives the same flags (STATISTICS, "Correcting
 * the scorer with people").
 */
export function* drawFlags(draw: Draw, rules: DrawRules): Steps<readonly DrawnFlag[]> {
  const { share, least, from } = rules.audit;
  const audit = yield* auditFlags(draw, (n) =>
    draw.prompts >= from ? Math.max(least, shareOf(n, share)) : 0,
  );
  return [...audit, ...(yield* borderlineFlags(draw, audit, rules.borderline))];
}

/** Rounded up, but not for what only floating point adds: a share of .07 of 100 are 7. */
const shareOf = (n: number, share: number): number => Math.ceil(share * n - 1e-9);

/** The audit of a run with `more` responses in each dimension than it has now. */
export const extendAudit = (draw: Draw, more: number): Steps<readonly DrawnFlag[]> =>
  auditFlags(draw, (_, drawn) => drawn + more);

/**
 * The first responses of each dimension's seeded order: a simple random sample, however long. It reaches at least as far
 * as the last one that was audited before, so that a run that was topped up still has one prefix.
 */
function* auditFlags(
  { order, flagged }: Draw,
  sizeOf: (scored: number, drawn: number) => number,
): Steps<readonly DrawnFlag[]> {
  const drawn: DrawnFlag[] = [];
  for (const dimension of DIMENSIONS) {
    const scored = order.of.get(dimension) ?? [];
    const last = scored.findLastIndex(({ response }) => flagged.get(response) === 'audit');
    const size = Math.min(scored.length, Math.max(last + 1, sizeOf(scored.length, last + 1)));
    for (const [position, { response, label }] of scored.slice(0, size).entries()) {
      const probability = size / scored.length;
      drawn.push({ response, dimension, reason: 'audit', probability, position, scorerLabel: label });
    }
    yield;
  }
  return drawn;
}

/**
 * The most uncertain ones; their draw is no lottery, so their probability is 1. Those flagged before come first, so that
 * a run that was topped up has no more than `most` either.
 */
function* borderlineFlags(
  { order, flagged }: Draw,
  audit: readonly DrawnFlag[],
  most: number,
): Steps<readonly DrawnFlag[]> {
  const audited = new Set(audit.map(({ response }) => response));
  let doubted: readonly Doubted[] = [];
  for (const some of inParts(order.all)) {
    const more = some.flatMap(({ response, dimension, label, uncertainty }) =>
      uncertainty === null || audited.has(response)
        ? []
        : [{ response, dimension, label, uncertainty, before: flagged.get(response) === 'borderline' }],
    );
    doubted = [...doubted, ...more]
      .toSorted((a, b) => Number(b.before) - Number(a.before) || b.uncertainty - a.uncertainty)
      .slice(0, most);
    yield;
  }
  return doubted.map(({ response, dimension, label }, position) => ({
    response,
    dimension,
    reason: 'borderline',
    probability: 1,
    position,
    scorerLabel: label,
  }));
}
