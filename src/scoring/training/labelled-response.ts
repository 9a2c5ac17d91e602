import type { Dimension, Subcomponent } from '../../flames/dimension.ts';
import type { Label } from '../../flames/label.ts';

/** A response that people labelled. `style` names its writer or source, where that is known. */
export interface LabelledResponse {
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  readonly response: string;
  readonly label: Label;
  readonly style: string | null;
}

/** The texts of the prompts, each once. */
export const promptsOf = (rows: readonly Pick<LabelledResponse, 'prompt'>[]): readonly string[] => [
  ...new Set(rows.map(({ prompt }) => prompt)),
];
