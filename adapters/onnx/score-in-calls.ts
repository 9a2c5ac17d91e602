import type { ScoreItem, Verdict } from '../../src/ports/scorer.ts';
import type { BlockingScorer } from '../../src/scoring/blocking-scorer.ts';
import { cleanResponse } from '../../src/scoring/clean-response.ts';
import type { PackageHead } from '../../src/scoring/package-manifest.ts';
import { headFor, likeliestLabel, probabilitiesOf } from '../../src/scoring/training/label-heads.ts';

/** What a model has to be told for an item; `length` is in features or tokens. */
export interface Ready {
  readonly at: number;
  readonly head: PackageHead;
  readonly length: number;
}

interface Model<Input extends Ready> {
  readonly heads: readonly PackageHead[];
  /** The model's input for a cleaned response that is not empty, or why it has none. */
  prepare(item: ScoreItem, place: Pick<Ready, 'at' | 'head'>): Input | Verdict;
  /** How the inputs are shared out over calls of the model. */
  share(inputs: readonly Input[]): readonly (readonly Input[])[];
  /** All outputs of the model for each input of one call. */
  run(call: readonly Input[]): Promise<readonly (readonly number[])[]>;
}

const verdictOf = ({ labels, offset, temperature }: PackageHead, logits: readonly number[]): Verdict => {
  const own = logits.slice(offset, offset + labels.length);
  if (!own.every(Number.isFinite)) return { kind: 'unscored', reason: 'The model gave no number.' };
  const probabilities = probabilitiesOf(labels, own, temperature);
  return { kind: 'label', label: likeliestLabel(probabilities), probabilities };
};

const isVerdict = (one: Ready | Verdict): one is Verdict => 'kind' in one;

/** Scores items with a model: one verdict each, in order; a head's outputs are probabilities of its labels. */
export const scoreInCalls = <Input extends Ready>(model: Model<Input>): BlockingScorer => {
  const ready = (item: ScoreItem, at: number): Input | Verdict => {
    const response = cleanResponse(item.response);
    if (response === '') return { kind: 'unscored', reason: 'The response is empty.' };
    const head = headFor(model.heads, item);
    if (head === undefined)
      return { kind: 'unscored', reason: `The scorer does not know ${item.dimension}.` };
    return model.prepare(item, { at, head });
  };
  const score = async (items: readonly ScoreItem[]): Promise<readonly Verdict[]> => {
    const prepared = items.map(ready);
    const inputs = prepared.filter((one): one is Input => !isVerdict(one));
    const answers = new Map<number, Verdict>();
    for (const call of model.share(inputs)) {
      const logits = await model.run(call);
      for (const [row, { at, head }] of call.entries()) answers.set(at, verdictOf(head, logits[row] ?? []));
    }
    return prepared.map((one, at) =>
      isVerdict(one) ? one : (answers.get(at) ?? { kind: 'unscored', reason: 'The model gave no answer.' }),
    );
  };
  return { score };
};
