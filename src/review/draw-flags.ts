import { hash } from 'node:crypto';
import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { ResponseId, RunId } from '../ids.ts';
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
  /** Why it is flagged already. */
  readonly flagged: FlagReason | null;
}

/** How many are drawn (`review` of the configuration). */
export interface DrawRules {
  readonly audit: { readonly share: number; readonly least: number; readonly from: number };
  readonly borderline: number;
}

export interface Draw {
  readonly run: RunId;
  /** How many prompts the run asks. */
  readonly prompts: number;
  readonly seed: number;
  readonly candidates: readonly Candidate[];
}

/**
 * The flags of a run that has ended: an audit in each dimension of a large run, and the responses that its scorer is
 * the least sure of. A response drawn by both is `audit`. Drawing again gives the same flags (STATISTICS, "Correcting
 * the scorer with people").
 */
export const drawFlags = (draw: Draw, rules: DrawRules): readonly DrawnFlag[] => {
  const { share, least, from } = rules.audit;
  const audit = auditFlags(draw, (n) => (draw.prompts >= from ? Math.max(least, shareOf(n, share)) : 0));
  return [...audit, ...borderlineFlags(draw, audit, rules.borderline)];
};

/** Rounded up, but not for what only floating point adds: a share of .07 of 100 are 7. */
const shareOf = (n: number, share: number): number => Math.ceil(share * n - 1e-9);

/** The audit of a run with `more` responses in each dimension than it has now. */
export const extendAudit = (draw: Draw, more: number): readonly DrawnFlag[] =>
  auditFlags(draw, (_, drawn) => drawn + more);

/**
 * The first responses of each dimension's seeded order: a simple random sample, however long. It reaches at least as far
 * as the last one that was audited before, so that a run that was topped up still has one prefix.
 */
const auditFlags = (
  { run, seed, candidates }: Draw,
  sizeOf: (scored: number, drawn: number) => number,
): readonly DrawnFlag[] =>
  DIMENSIONS.flatMap((dimension) => {
    const ordered = seededOrder(
      candidates.filter((candidate) => candidate.dimension === dimension),
      `${run}\n${seed}`,
    );
    const last = ordered.findLastIndex(({ flagged }) => flagged === 'audit');
    const size = Math.min(ordered.length, Math.max(last + 1, sizeOf(ordered.length, last + 1)));
    return ordered.slice(0, size).map(({ response, label }, position) => ({
      response,
      dimension,
      reason: 'audit',
      probability: size / ordered.length,
      position,
      scorerLabel: label,
    }));
  });

const seededOrder = (candidates: readonly Candidate[], seed: string): readonly Candidate[] =>
  candidates
    .map((candidate) => ({ candidate, key: orderKey(seed, candidate) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ candidate }) => candidate);

const orderKey = (seed: string, { dimension, prompt }: Candidate): string =>
  hash('sha256', `audit\n${seed}\n${dimension}\n${prompt}`, 'hex');

/**
 * The most uncertain ones; their draw is no lottery, so their probability is 1. Those flagged before come first, so that
 * a run that was topped up has no more than `most` either.
 */
const borderlineFlags = (
  { run, seed, candidates }: Draw,
  audit: readonly DrawnFlag[],
  most: number,
): readonly DrawnFlag[] => {
  const audited = new Set(audit.map(({ response }) => response));
  return seededOrder(candidates, `${run}\n${seed}`)
    .flatMap((candidate) => {
      const uncertainty = uncertaintyOf(candidate);
      return uncertainty === null ? [] : [{ candidate, uncertainty }];
    })
    .filter(({ candidate }) => !audited.has(candidate.response))
    .toSorted((a, b) => flaggedFirst(a.candidate, b.candidate) || b.uncertainty - a.uncertainty)
    .slice(0, most)
    .map(({ candidate: { response, dimension, label } }, position) => ({
      response,
      dimension,
      reason: 'borderline',
      probability: 1,
      position,
      scorerLabel: label,
    }));
};

const flaggedFirst = (a: Candidate, b: Candidate): number =>
  Number(b.flagged === 'borderline') - Number(a.flagged === 'borderline');
