import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import type { Label } from '../../src/flames/label.ts';
import type { PromptId } from '../../src/ids.ts';
import type { DifferingPrompt, PairedCell, RunBefore } from '../../src/ports/run-history.ts';
import { prepareEarlierRuns } from './earlier-runs.ts';
import type { Database } from './open-database.ts';
import { preparePairedCells } from './paired-cells.ts';

/** The response that holds is that of the last round. */
const latestOf = (run: '@a' | '@b'): string =>
  `(select id from responses where run = ${run} and prompt = asked.prompt order by round desc limit 1)`;

/**
 * Of each prompt that both runs answered, the response that holds, where its run's own scorer gave it a label. A prompt is one
 * row however many sets have it, so runs of two sets with the same content meet in it.
 */
const DIFFERING = `
select prompts.id, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text,
  a.label as labelA, ra.text as textA, b.label as labelB, rb.text as textB
from run_prompts asked
join annotations a on a.response = ${latestOf('@a')} and a.source in ('scorer', 'import') and a.label is not null
join annotations b on b.response = ${latestOf('@b')} and b.source in ('scorer', 'import') and b.label is not null
join prompts on prompts.id = asked.prompt
join responses ra on ra.id = a.response
join responses rb on rb.id = b.response
where asked.run = @a and a.label <> b.label
order by abs(a.label - b.label) desc, b.label - a.label, asked.position limit @most`;

interface Pair {
  readonly a: number;
  readonly b: number;
}

interface DifferingRow {
  readonly id: PromptId;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly text: string;
  readonly labelA: Label;
  readonly textA: string;
  readonly labelB: Label;
  readonly textB: string;
}

/** Reads two runs together, by their `seq`; inside a transaction of the caller. */
export interface RunPairs {
  cells(a: number, b: number): readonly PairedCell[];
  differing(a: number, b: number, most: number): readonly DifferingPrompt[];
  /**
   * Undefined for a run that is not completed or invalid, and where no earlier run shares a scored prompt with it. Of runs that
   * asked as much of what it asks, those that ended up to `since` come first.
   */
  before(run: number, since?: Date): RunBefore | undefined;
}

const toDiffering = (row: DifferingRow): DifferingPrompt => ({
  prompt: { id: row.id, dimension: row.dimension, subcomponent: row.subcomponent, text: row.text },
  a: { label: row.labelA, text: row.textA },
  b: { label: row.labelB, text: row.textB },
});

export const createRunPairs = (database: Database): RunPairs => {
  const { sqlite } = database;
  const cellsOf = preparePairedCells(database);
  const differing = sqlite.prepare<[Pair & { readonly most: number }], DifferingRow>(DIFFERING);
  const earlierOf = prepareEarlierRuns(database);
  return {
    cells: cellsOf,
    differing: (a, b, most) => differing.all({ a, b, most }).map(toDiffering),
    before: (run, since) => {
      for (const { seq, id, finishedAt } of earlierOf(run, since)) {
        const cells = cellsOf(seq, run);
        if (cells.length > 0) return { id, finishedAt: new Date(finishedAt), cells };
      }
      return undefined;
    },
  };
};
