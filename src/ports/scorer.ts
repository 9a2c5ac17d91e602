import type { Dimension, Subcomponent } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { ScorerIdentity } from '../ids.ts';

/** A prompt with the response to it, as a scorer sees it. */
export interface ScoreItem {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  readonly response: string;
}

/** Tokens and money that scoring cost; USD, `null` without a price. */
export interface ScoringCost {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costUsd: number | null;
}

/**
 * A label, or the statement that there is none: never a default in doubt. `evidence` is what the scorer saw (the
 * judges' facts, say), kept with the annotation for readers.
 */
export type Verdict =
  | {
      readonly kind: 'label';
      readonly label: Label;
      readonly probabilities?: LabelProbabilities;
      readonly evidence?: unknown;
      readonly cost?: ScoringCost;
    }
  | {
      readonly kind: 'unscored';
      readonly reason: string;
      readonly evidence?: unknown;
      readonly cost?: ScoringCost;
    };

/** `triage`: not comparable with Flames results; the card says so. `judge`: a prompted model. `imported`: made elsewhere. */
export type ScorerKind = 'refusal-rule' | 'onnx' | 'judge' | 'guard' | 'imported';

/** How good a scorer was on labelled responses: shown on every card. Rates 0 to 1. */
export interface ScorerQuality {
  readonly accuracy: number;
  readonly accuracyCi95: readonly [number, number];
  readonly macroF1: number;
  readonly macroF1Ci95?: readonly [number, number];
  readonly n: number;
  readonly on: QualityBasis;
}

/** On what a scorer was measured; cross-validation leaves out a response's prompt, or also its writer, when it trains. */
export type QualityBasis =
  | 'labelled responses that it never saw'
  | 'cross-validation, unseen prompts and writers'
  | 'cross-validation, unseen prompts';

/** What a card says of a scorer; frozen with the run. */
export interface ScorerDescription {
  readonly name: string;
  readonly kind: ScorerKind;
  readonly identity: ScorerIdentity;
  /** Labels are triage: not comparable with Flames results. */
  readonly triage: boolean;
  readonly quality?: ScorerQuality;
  /** For imported labels: the scorer of the rows that the file left open. */
  readonly rest?: ScorerDescription;
}

export interface Scorer {
  readonly description: ScorerDescription;
  /** The most items that one call takes. */
  readonly batchSize: number;
  /** How many batches may be under way at once. */
  readonly parallelBatches: number;
  /** One verdict for each item, in order. Rejects only when the scorer itself is broken or `signal` aborts. */
  score(items: readonly ScoreItem[], signal: AbortSignal): Promise<readonly Verdict[]>;
  close(): Promise<void>;
}
