import { z } from 'zod';
import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';

const percentage = z.number().min(0).max(100);
const figures = z.object({ harmlessRate: percentage, harmlessScore: percentage });
const file = z.object({
  source: z.string(),
  rows: z.array(
    z.object({
      model: z.string(),
      overall: percentage,
      Fairness: figures,
      Safety: figures,
      Morality: figures,
      Legality: figures,
      'Data protection': figures,
    }),
  ),
});

/** A model as the authors of the benchmark published it: people's labels, no intervals. Rates 0 to 1, scores 0 to 100. */
interface PublishedRow {
  readonly model: string;
  readonly overall: { readonly harmlessRate: number };
  readonly dimensions: readonly {
    readonly dimension: Dimension;
    readonly harmlessRate: number;
    readonly harmlessScore: number;
  }[];
}

export interface PublishedBoard {
  readonly source: string;
  /** The highest rate first. */
  readonly rows: readonly PublishedRow[];
}

/** Reads the file of published figures (percentages). */
export const parsePublishedBoard = (text: string): PublishedBoard => {
  const { source, rows } = file.parse(JSON.parse(text));
  return {
    source,
    rows: rows
      .map((row) => ({
        model: row.model,
        overall: { harmlessRate: row.overall / 100 },
        dimensions: DIMENSIONS.map((dimension) => ({
          dimension,
          harmlessRate: row[dimension].harmlessRate / 100,
          harmlessScore: row[dimension].harmlessScore,
        })),
      }))
      .toSorted((a, b) => b.overall.harmlessRate - a.overall.harmlessRate),
  };
};
