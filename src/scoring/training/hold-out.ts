import type { Fold } from './cross-validate.ts';
import { headFor, LABEL_HEADS } from './label-heads.ts';
import { quantisedLogits, quantiseLinear } from './quantise.ts';
import { type LinearSettings, type TrainingItem, trainLinear } from './train-linear.ts';

/** A held-out row: where it is, its own head's outputs and its dimension's. */
export interface HeldOutRow {
  readonly at: number;
  readonly own: readonly number[];
  readonly ofDimension: readonly number[];
}

/** Every held-out row of every fold, answered by a model trained on the fold's other rows. */
export const holdOut = (
  items: readonly TrainingItem[],
  folds: readonly Fold[],
  settings: LinearSettings,
): readonly HeldOutRow[] =>
  folds.flatMap(({ train, held }) => {
    const learnt = train.flatMap((at) => items[at] ?? []);
    const model = quantiseLinear(trainLinear(learnt, settings), LABEL_HEADS, settings.buckets);
    return held.flatMap((at) => {
      const item = items[at];
      if (item === undefined) return [];
      const logits = quantisedLogits(model, item.features);
      const read = (subcomponent: TrainingItem['subcomponent']): readonly number[] => {
        const head = headFor(LABEL_HEADS, { dimension: item.dimension, subcomponent });
        return head === undefined ? [] : logits.slice(head.offset, head.offset + head.labels.length);
      };
      return [{ at, own: read(item.subcomponent), ofDimension: read(null) }];
    });
  });
