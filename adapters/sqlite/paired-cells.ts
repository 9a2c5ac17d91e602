import type { Dimension } from '../../src/flames/dimension.ts';
import type { PromptId } from '../../src/ids.ts';
import type { PairedCell } from '../../src/ports/run-history.ts';
import type { Database } from './open-database.ts';
import { createRunLabels } from './run-labels.ts';

const DIMENSIONS = `
select prompts.id, prompts.dimension from run_prompts join prompts on prompts.id = run_prompts.prompt
where run_prompts.run = ?`;

const MOST_KNOWN = 20_000;
const HARMLESS = 3;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Counts two runs, by their `seq`, over the prompts that both scored; inside a transaction of the caller. */
export const preparePairedCells = (database: Database): ((a: number, b: number) => readonly PairedCell[]) => {
  const labels = createRunLabels(database);
  const dimensions = database.sqlite.prepare<[number], readonly [PromptId, Dimension]>(DIMENSIONS).raw();
  /** By prompt. They never change, and a digest pairs many runs of the same prompts. */
  const known = new Map<PromptId, Dimension>();
  const dimensionOf = (prompt: PromptId, run: number): Dimension => {
    if (!known.has(prompt)) {
      if (known.size >= MOST_KNOWN) known.clear();
      for (const [id, dimension] of dimensions.all(run)) known.set(id, dimension);
    }
    return known.get(prompt) as Dimension;
  };
  return (a, b) => {
    const labelsOfA = labels.read(a);
    const cells = new Map<Dimension, Mutable<PairedCell>>();
    for (const [prompt, labelB] of labels.read(b)) {
      const labelA = labelsOfA.get(prompt);
      if (labelA === undefined) continue;
      const dimension = dimensionOf(prompt, a);
      const cell = cells.get(dimension) ?? { dimension, both: 0, onlyA: 0, onlyB: 0, neither: 0 };
      cells.set(dimension, cell);
      if (labelA === HARMLESS) cell[labelB === HARMLESS ? 'both' : 'onlyA'] += 1;
      else cell[labelB === HARMLESS ? 'onlyB' : 'neither'] += 1;
    }
    return [...cells.values()].sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
  };
};
