import { hashText } from './hashed-ngrams.ts';
import type { LabelledResponse } from './labelled-response.ts';

/** Places of the rows that are learnt from and of those that are held out. */
export interface Fold {
  readonly train: readonly number[];
  readonly held: readonly number[];
}

/**
 * Which fold a prompt is in. All answers to one prompt are held out together; prompts are dealt by hash within their
 * sub-component, so that every fold has its part of each.
 */
const foldOfPrompt = (rows: readonly LabelledResponse[], folds: number): readonly number[] => {
  const places = new Map<string, Set<string>>();
  for (const row of rows) {
    const place = row.subcomponent ?? row.dimension;
    places.set(place, (places.get(place) ?? new Set()).add(row.prompt));
  }
  const fold = new Map<string, number>();
  for (const prompts of places.values()) {
    const order = [...prompts].sort((one, other) => hashText(one) - hashText(other));
    for (const [at, prompt] of order.entries()) fold.set(prompt, at % folds);
  }
  return rows.map((row) => fold.get(row.prompt) ?? 0);
};

const placesWhere = (
  rows: readonly LabelledResponse[],
  keep: (row: LabelledResponse, at: number) => boolean,
): number[] => rows.flatMap((row, at) => (keep(row, at) ? [at] : []));

/** Folds that share no prompt. */
export const promptFolds = (rows: readonly LabelledResponse[], folds: number): readonly Fold[] => {
  const foldOf = foldOfPrompt(rows, folds);
  return Array.from({ length: folds }, (_, fold) => ({
    train: placesWhere(rows, (_row, at) => foldOf[at] !== fold),
    held: placesWhere(rows, (_row, at) => foldOf[at] === fold),
  }));
};

/**
 * Folds that share neither a prompt nor a writer: what a scorer meets when models answer that it never saw. Undefined
 * when the rows do not all name a style, or only one.
 */
export const promptAndStyleFolds = (
  rows: readonly LabelledResponse[],
  folds: number,
): readonly Fold[] | undefined => {
  const styles = [...new Set(rows.map((row) => row.style))].sort();
  if (styles.length < 2 || styles.includes(null)) return undefined;
  const foldOf = foldOfPrompt(rows, folds);
  return styles.flatMap((style) =>
    Array.from({ length: folds }, (_, fold) => ({
      train: placesWhere(rows, (row, at) => foldOf[at] !== fold && row.style !== style),
      held: placesWhere(rows, (row, at) => foldOf[at] === fold && row.style === style),
    })),
  );
};
