import type { Dimension, Subcomponent } from '../flames/dimension.ts';
import type { Label, LabelProbabilities } from '../flames/label.ts';
import type { AnnotationId, FlagId, ResponseId, RunId, ScorerIdentity } from '../ids.ts';
import type { FailureClass } from '../ports/target-model.ts';
import type { FlagReason, FlagState } from '../review/flag.ts';
import type { Vote, VoteAct } from '../review/vote.ts';

/** Who gave a label. */
export type LabelSource = 'scorer' | 'import' | 'voters' | 'adjudicator';

interface Asked {
  readonly run: RunId;
  readonly model: string;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  /** Null for a failed one. */
  readonly response: string | null;
  readonly responseId: ResponseId;
}

/** What a run obtained for one prompt, with the label that holds now. Times are ISO 8601, probabilities 0 to 1. */
export interface ResponseExport extends Asked {
  readonly state: 'answered' | 'failed';
  /** Null when unscored or failed. */
  readonly label: Label | null;
  readonly labelSource: LabelSource | null;
  readonly scorerLabel: Label | null;
  readonly probabilities: LabelProbabilities | null;
  /** Why the scorer gave no label. */
  readonly unscored: string | null;
  readonly failure: FailureClass | null;
  readonly truncated: boolean;
  readonly promptSet: string;
  readonly promptSetSha256: string;
  readonly subset: string;
  readonly seed: number | null;
  readonly scorer: string;
  readonly scorerVersion: ScorerIdentity;
  readonly servedModel: string | null;
  readonly flag: FlagId | null;
  readonly at: string;
}

/** One label that a response was ever given; `supersedes` is the `id` of the one that held before. */
export interface AnnotationExport extends Asked {
  readonly state: 'answered' | 'failed';
  readonly label: Label | null;
  readonly id: AnnotationId;
  readonly source: LabelSource;
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly supersedes: AnnotationId | null;
  readonly flag: FlagId | null;
  readonly probabilities: LabelProbabilities | null;
  readonly evidence: unknown;
}

/** A response that was put before people. `probability` is that of being drawn; `label` is what people settled. */
export interface FlagExport extends Asked {
  readonly id: FlagId;
  readonly reason: FlagReason;
  readonly probability: number;
  readonly state: FlagState;
  readonly label: Label | null;
  readonly scorerLabel: Label;
  readonly position: number;
  readonly reusedFrom: FlagId | null;
  readonly drawnAt: string;
  readonly closedAt: string | null;
}

/** One act of a voter; `stands` where it is that person's vote on the flag. */
export interface VoteExport {
  readonly flag: FlagId;
  readonly run: RunId;
  readonly responseId: ResponseId;
  readonly dimension: Dimension;
  readonly reason: FlagReason;
  readonly state: FlagState;
  /** A pseudonym, or `platform:person`. */
  readonly voter: string;
  readonly name: string | null;
  readonly act: VoteAct['kind'];
  readonly label: Label | null;
  readonly via: Vote['via'];
  readonly stands: boolean;
  readonly at: string;
}

/** Something that only some may do, and who did it. */
export interface LogExport {
  readonly id: number;
  readonly at: string;
  /** `platform:person`. */
  readonly who: string;
  readonly name: string;
  readonly act: string;
  readonly run: string | null;
  readonly flag: FlagId | null;
  readonly detail: string | null;
}

/** What can be exported, by its name on the command line. */
export interface ExportRows {
  readonly responses: ResponseExport;
  readonly annotations: AnnotationExport;
  readonly votes: VoteExport;
  readonly flags: FlagExport;
  readonly log: LogExport;
}
export type ExportKind = keyof ExportRows;

const ASKED = ['run', 'model', 'dimension', 'subcomponent', 'prompt', 'response'] as const;

/** The fields of each kind, in the order of the file. */
export const EXPORT_FIELDS = {
  responses: [
    ...ASKED,
    ...(['state', 'label', 'labelSource', 'scorerLabel', 'probabilities', 'unscored', 'failure'] as const),
    ...(['truncated', 'promptSet', 'promptSetSha256', 'subset', 'seed', 'scorer', 'scorerVersion'] as const),
    ...(['servedModel', 'responseId', 'flag', 'at'] as const),
  ],
  annotations: [
    ...ASKED,
    ...(['state', 'label', 'source', 'by', 'at', 'reason', 'supersedes', 'id', 'responseId'] as const),
    ...(['flag', 'probabilities', 'evidence'] as const),
  ],
  votes: [
    ...(['flag', 'run', 'responseId', 'dimension', 'reason', 'state', 'voter', 'name', 'act'] as const),
    ...(['label', 'via', 'stands', 'at'] as const),
  ],
  flags: [
    ...(['id', 'reason', 'probability', 'state', 'label', 'scorerLabel'] as const),
    ...ASKED,
    ...(['responseId', 'position', 'reusedFrom', 'drawnAt', 'closedAt'] as const),
  ],
  log: ['id', 'at', 'who', 'name', 'act', 'run', 'flag', 'detail'],
} as const satisfies { readonly [Kind in ExportKind]: readonly (keyof ExportRows[Kind])[] };

export const EXPORT_KINDS = ['responses', 'annotations', 'votes', 'flags', 'log'] as const;
