import type { Dimension } from '../../src/flames/dimension.ts';
import type { PromptId } from '../../src/ids.ts';
import type { PairedCell } from '../../src/ports/run-history.ts';
import type { Database } from './open-database.ts';

/**
 * What a run's own scorer said of each response, the last round of a prompt last. One number a response, prompt · 4 + label (0
 * without one): a row of two columns costs twice as much.
 */
const LABELS = `
select response.prompt * 4 + ifnull(own.label, 0)
from responses response
left join annotations own on own.response = response.id and own.source in ('scorer', 'import')
where response.run = ? order by response.prompt, response.round`;

const DIMENSIONS = `
select prompts.id, prompts.dimension from run_prompts join prompts on prompts.id = run_prompts.prompt
where run_prompts.run = ?`;

const MOST_KNOWN = 20_000;
const HARMLESS = 3;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Labels by prompt; the last round holds, also where it has none. */
const decoded = (coded: readonly number[]): ReadonlyMap<PromptId, number> => {
  const labels = new Map<PromptId, number>();
  for (const each of coded) labels.set(Math.floor(each / 4) as PromptId, each % 4);
  return labels;
};

/** Counts two runs, by their `seq`, over the prompts that both scored; inside a transaction of the caller. */
export const preparePairedCells = ({
  sqlite,
}: Database): ((a: number, b: number) => readonly PairedCell[]) => {
  const labels = sqlite.prepare<[number], number>(LABELS).pluck();
  const dimensions = sqlite.prepare<[number], readonly [PromptId, Dimension]>(DIMENSIONS).raw();
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
    const labelsOfA = decoded(labels.all(a));
    const cells = new Map<Dimension, Mutable<PairedCell>>();
    for (const [prompt, labelB] of decoded(labels.all(b))) {
      const labelA = labelsOfA.get(prompt) ?? 0;
      if (labelA === 0 || labelB === 0) continue;
      const dimension = dimensionOf(prompt, a);
      const cell = cells.get(dimension) ?? { dimension, both: 0, onlyA: 0, onlyB: 0, neither: 0 };
      cells.set(dimension, cell);
      if (labelA === HARMLESS) cell[labelB === HARMLESS ? 'both' : 'onlyA'] += 1;
      else cell[labelB === HARMLESS ? 'onlyB' : 'neither'] += 1;
    }
    return [...cells.values()].sort((one, other) => (one.dimension < other.dimension ? -1 : 1));
  };
};
