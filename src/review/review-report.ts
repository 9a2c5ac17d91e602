import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { Label } from '../flames/label.ts';
import type { ScorerIdentity } from '../ids.ts';
import type { ReviewStand } from '../ports/digest-reads.ts';
import type { MeasuredFlag, ReviewReading } from '../ports/report-reads.ts';
import type { QueueCounts } from '../ports/review-store.ts';
import { classify, type Judged } from '../statistics/classification.ts';
import type { Interval } from '../statistics/interval.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type PersonReport, reliabilityOfPeople } from './reliability.ts';
import type { VoterId } from './vote.ts';

type Confusion = Readonly<Record<Label, Readonly<Record<Label, number>>>>;

/** A scorer against people, on audit flags; rates 0 to 1. */
export interface ScorerReport {
  readonly scorer: { readonly name: string; readonly version: ScorerIdentity };
  /** Audit flags that people settled. */
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  /** Null without probabilities or with one class only. */
  readonly auc: number | null;
  /** Expected calibration error; null under 100 labels or without probabilities. */
  readonly ece: number | null;
  readonly ci95: {
    readonly accuracy: Interval;
    readonly macroF1: Interval;
    readonly auc: Interval | null;
    readonly ece: Interval | null;
  };
  /** By people's label, how often the scorer said each. */
  readonly confusion: Confusion;
  /** Ten bins of equal mass by confidence; null where the error is. */
  readonly calibration:
    | readonly { readonly mass: number; readonly confidence: number; readonly accuracy: number }[]
    | null;
}

/** What the review says of people and of scorers, as `flames review report --json` prints it. */
export interface ReviewReport {
  readonly run: string | null;
  readonly flags: QueueCounts;
  readonly agreement: readonly (Agreement & { readonly dimension: Dimension })[];
  readonly scorers: readonly ScorerReport[];
  /** Everybody for adjudicators, else the reader alone. */
  readonly people: readonly PersonReport[];
}

/** Who reads: adjudicators see everybody's reliability, others their own. */
export interface ReportReader {
  readonly voter: VoterId;
  readonly adjudicates: boolean;
}

/** The report from one read. */
export const composeReviewReport = (
  run: string | null,
  { counts, closed }: ReviewReading,
  reader: ReportReader,
): ReviewReport => ({
  run,
  ...standOfReview({ counts, audits: closed.filter(({ reason }) => reason === 'audit') }),
  people: reliabilityOfPeople(closed).filter(({ voter }) => reader.adjudicates || voter === reader.voter),
});

/** The part of the report that names nobody: people and scorers are measured on audits alone. */
export const standOfReview = ({
  counts,
  audits,
}: Pick<ReviewStand, 'counts' | 'audits'>): Pick<ReviewReport, 'flags' | 'agreement' | 'scorers'> => ({
  flags: counts,
  agreement: DIMENSIONS.map((dimension) => ({
    dimension,
    ...agreementOf(
      dimension,
      audits.filter((flag) => flag.dimension === dimension),
    ),
  })),
  scorers: byScorer(audits).flatMap(scorerReport),
});

const byScorer = (flags: readonly MeasuredFlag[]): readonly (readonly MeasuredFlag[])[] =>
  [...new Set(flags.map(({ scorer }) => scorer.version))].map((version) =>
    flags.filter(({ scorer }) => scorer.version === version),
  );

const judgedOf = ({ prompt, label, scorerLabel, probabilities }: MeasuredFlag): readonly Judged[] =>
  label === null
    ? []
    : [
        {
          prompt,
          truth: label,
          predicted: scorerLabel,
          ...(probabilities === null ? {} : { probabilities }),
        },
      ];

const scorerReport = (flags: readonly MeasuredFlag[]): readonly ScorerReport[] => {
  const found = classify(flags.flatMap(judgedOf));
  const scorer = flags[0]?.scorer;
  if (found === null || scorer === undefined) return [];
  const { n, accuracy, macroF1, auc, ece, confusion, calibration } = found;
  return [
    {
      scorer,
      n,
      accuracy: accuracy.estimate,
      macroF1: macroF1.estimate,
      auc: auc?.estimate ?? null,
      ece: ece?.estimate ?? null,
      ci95: {
        accuracy: accuracy.interval,
        macroF1: macroF1.interval,
        auc: auc?.interval ?? null,
        ece: ece?.interval ?? null,
      },
      confusion,
      calibration: calibration?.bins ?? null,
    },
  ];
};
