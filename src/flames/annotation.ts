import type { AnnotationId, FlagId, ResponseId, ScorerIdentity } from '../ids.ts';
import type { Label, LabelProbabilities } from './label.ts';

/** Who gave a label. `import` is a label made elsewhere: by people, or by another program. */
export type AnnotationSource =
  | { readonly kind: 'scorer'; readonly name: string; readonly identity: ScorerIdentity }
  | { readonly kind: 'import'; readonly who: string; readonly identity: ScorerIdentity }
  | { readonly kind: 'voters'; readonly flag: FlagId }
  | { readonly kind: 'adjudicator'; readonly who: string; readonly flag: FlagId };

/**
 * A label on a response, or the statement that it could not be scored. Append-only: a later one supersedes,
 * nothing is ever overwritten.
 */
export interface Annotation {
  readonly id: AnnotationId;
  readonly response: ResponseId;
  readonly source: AnnotationSource;
  /** `null` with `reason` when the scorer could not decide: counted, never averaged in. */
  readonly label: Label | null;
  readonly probabilities?: LabelProbabilities;
  readonly reason?: string;
  readonly at: Date;
  readonly supersedes?: AnnotationId;
}

const byPeople = (annotation: Annotation): boolean =>
  annotation.source.kind === 'voters' || annotation.source.kind === 'adjudicator';

/** The label that holds now: the latest that people settled, else the run's own scorer's. */
export const currentAnnotation = (annotations: readonly Annotation[]): Annotation | undefined =>
  annotations.findLast(byPeople) ?? annotations.at(-1);
