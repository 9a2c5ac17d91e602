import { DIMENSIONS, SUBCOMPONENTS } from '../../flames/dimension.ts';
import { CUE_WORDS } from './cue-words.ts';
import type { HashedNgrams } from './hashed-ngrams.ts';
import type { LabelledResponse } from './labelled-response.ts';
import type { LinearSettings } from './train-linear.ts';

const BUCKETS = 65_536;

/** Lengths of the views, chosen on folds that share neither prompt nor writer. */
export const DEFAULT_NGRAMS: HashedNgrams = {
  kind: 'hashed-ngrams',
  buckets: BUCKETS,
  views: {
    grams: 0.6,
    opening: 0.6,
    ending: 0.6,
    clauseEdges: 0.6,
    cues: 1,
    cuePlaces: 0.7,
    cueOrder: 0.6,
    cueSentences: 0.6,
    quotations: 0.4,
    cuesAboutPrompt: 0.5,
    overlap: 0.4,
  },
  cues: CUE_WORDS,
};

const LEAST_FOR_DIMENSION = 150;
const LEAST_FOR_SUBCOMPONENT = 100;

const DEFAULT_LINEAR: Omit<LinearSettings, 'own' | 'seed'> = {
  buckets: BUCKETS,
  epochs: 6,
  learningRate: 0.05,
  damping: 1e-4,
  dimensionShare: 0.5,
  subcomponentShare: 0.6,
};

/** Settings for these rows: own weights from 150 rows of a dimension and 100 of a sub-component on. */
export const linearSettings = (rows: readonly LabelledResponse[], seed: string): LinearSettings => {
  const count = (keep: (row: LabelledResponse) => boolean): number => rows.filter(keep).length;
  return {
    ...DEFAULT_LINEAR,
    seed,
    own: [
      ...DIMENSIONS.filter((name) => count(({ dimension }) => dimension === name) >= LEAST_FOR_DIMENSION),
      ...SUBCOMPONENTS.filter(
        (name) => count(({ subcomponent }) => subcomponent === name) >= LEAST_FOR_SUBCOMPONENT,
      ),
    ],
  };
};

/** Characters of a response that are read. */
export const MOST_RESPONSE_CHARACTERS = 2_000;
