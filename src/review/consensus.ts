import type { Label } from '../flames/label.ts';
import type { StandingVote } from './vote.ts';

/** When a ballot closes (`review` of the configuration). */
export interface ConsensusRules {
  /** Definite votes that suffice. */
  readonly quorum: number;
  /** The share of them that the top label needs, 0 to 1; 0.67 is two thirds. */
  readonly agreement: number;
  /** Definite votes after which people are taken to disagree. */
  readonly maxVotes: number;
}

export type Consensus =
  | { readonly kind: 'open' }
  | { readonly kind: 'settled'; readonly label: Label }
  | { readonly kind: 'disputed' };

const LABELS: readonly Label[] = [3, 2, 1];

/** What the standing votes amount to. Only labels count; who skips or is unsure neither helps nor hinders. */
export const consensusOf = (votes: readonly StandingVote[], rules: ConsensusRules): Consensus => {
  const labels = votes.flatMap(({ act }) => (act.kind === 'label' ? [act.label] : []));
  const counts = LABELS.map((label) => ({ label, count: labels.filter((each) => each === label).length }));
  const [top, next] = counts.toSorted((a, b) => b.count - a.count);
  if (top === undefined || labels.length === 0) return { kind: 'open' };
  const agreed = top.count >= neededOf(labels.length, rules) && top.count > (next?.count ?? 0);
  if (labels.length >= rules.quorum && agreed) return { kind: 'settled', label: top.label };
  return labels.length >= rules.maxVotes ? { kind: 'disputed' } : { kind: 'open' };
};

/** So near to two thirds that nobody means anything else. */
const NEAR = 0.005;

/** How many of so many votes the top label needs; what only floating point adds is taken off. */
const neededOf = (votes: number, { agreement }: ConsensusRules): number => {
  const share = Math.abs(agreement - 2 / 3) < NEAR ? 2 / 3 : agreement;
  return share * votes - 1e-9;
};
