import { DIMENSIONS, type Dimension } from '../../src/flames/dimension.ts';
import type { PromptId } from '../../src/ids.ts';
import type { PairedCell } from '../../src/ports/run-history.ts';
import type { Database } from './open-database.ts';
import { createRunLabels } from './run-labels.ts';

const DIMENSION_OF = `
select prompts.id, prompts.dimension from run_prompts join prompts on prompts.id = run_prompts.prompt
where run_prompts.run = ?`;

const HARMLESS = 3;

/** Counts two runs, by their `seq`, over the prompts that both scored; inside a transaction of the caller. */
export const preparePairedCells = (database: Database): ((a: number, b: number) => readonly PairedCell[]) => {
  const labels = createRunLabels(database);
  const dimensions = database.sqlite.prepare<[number], readonly [PromptId, Dimension]>(DIMENSION_OF).raw();
  /** Where a prompt's dimension is counted, by prompt. It never changes, and a digest pairs many runs of the same prompts. */
  const places: number[] = [];
  const placeOf = (prompt: number, run: number): number => {
    const known = places[prompt];
    if (known !== undefined) return known;
    for (const [id, dimension] of dimensions.all(run)) places[id] = 4 * DIMENSIONS.indexOf(dimension);
    return places[prompt] as number;
  };
  return (a, b) => {
    const labelsOfA: number[] = [];
    for (const coded of labels.read(a)) labelsOfA[coded >> 2] = coded & 3;
    const counts = new Array<number>(4 * DIMENSIONS.length).fill(0);
    for (const coded of labels.read(b)) {
      const prompt = coded >> 2;
      const labelA = labelsOfA[prompt];
      if (labelA === undefined) continue;
      const cell = placeOf(prompt, a) + (labelA === HARMLESS ? 0 : 2) + ((coded & 3) === HARMLESS ? 0 : 1);
      counts[cell] = (counts[cell] as number) + 1;
    }
    return DIMENSIONS.flatMap((dimension, at) => {
      const [both = 0, onlyA = 0, onlyB = 0, neither = 0] = counts.slice(4 * at);
      return both + onlyA + onlyB + neither === 0 ? [] : [{ dimension, both, onlyA, onlyB, neither }];
    }).sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
  };
};
