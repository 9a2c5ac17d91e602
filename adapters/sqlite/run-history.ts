import type { RunId, ScorerIdentity } from '../../src/ids.ts';
import { onceEach } from '../../src/once-each.ts';
import type { BoardRun, HistoricRun, RunHistory } from '../../src/ports/run-history.ts';
import { type HistoricRow, prepareHistoricRows } from './historic-rows.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { createRunPairs } from './run-pairs.ts';
import { createRunRows } from './run-rows.ts';
import { prepareAgreement } from './scorer-agreement.ts';

const COMPLETED = "runs.state = 'completed' and runs.invalid_at is null";

/** Of a run what a board needs to place it: thousands of runs are read, and few of them whole. */
const PLACED = `
select runs.seq, runs.model, prompt_sets.content_key, runs.scorer, runs.id, runs.subset, runs.finished_at
from runs join prompt_sets on prompt_sets.id = runs.prompt_set
where ${COMPLETED} order by runs.seq desc`;

type Placed = readonly [
  seq: number,
  model: string,
  promptContent: string,
  scorer: ScorerIdentity,
  id: RunId,
  subset: string,
  finishedAt: number | null,
];

/** Groups what is newest first by model, content and scorer, in the order of each group's newest. */
const grouped = (placed: readonly Placed[]): readonly (readonly Placed[])[] => {
  const groups = new Map<string, Placed[]>();
  for (const each of placed) {
    const [, model, promptContent, scorer] = each;
    const key = JSON.stringify([model, promptContent, scorer]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
};

/** Reads over several runs in SQLite. */
export const createRunHistory = (database: Database, liveness: Liveness, counts: KeptCounts): RunHistory => {
  const rows = createRunRows(database, liveness);
  const pairs = createRunPairs(database);
  const ofModel = prepareHistoricRows<{ model: string }>(database, `${COMPLETED} and runs.model = @model`);
  const named = prepareHistoricRows<{ ids: string }>(
    database,
    'runs.id in (select value from json_each(@ids))',
  );
  const numbered = prepareHistoricRows<{ seqs: string }>(
    database,
    'runs.seq in (select value from json_each(@seqs))',
  );
  const toHistoric = ({ row, promptContent }: HistoricRow): HistoricRun => ({
    run: rows.run(row),
    promptContent,
  });
  const placed = database.sqlite.prepare<[], Placed>(PLACED).raw();
  const agreement = prepareAgreement(database);
  const boardRuns = (): readonly BoardRun[] => {
    const groups = grouped(placed.all());
    // many runs have the same scorer
    const agreementOf = onceEach((scorer: ScorerIdentity) => agreement(scorer));
    // the newest of each group, in the order of the groups: both go by it
    const newest = groups.flatMap(([latest]) => latest?.[0] ?? []);
    const resultOf = counts.results(newest);
    return numbered({ seqs: JSON.stringify(newest) }).map((found, at) => ({
      ...toHistoric(found),
      agreement: found.row.terms.scorer.kind === 'imported' ? null : agreementOf(found.row.scorer),
      ...resultOf(found.row.seq),
      earlier: (groups[at] ?? []).slice(1).map(([, , , , id, subset, finishedAt]) => ({
        ...{ id, subset },
        finishedAt: finishedAt === null ? null : new Date(finishedAt),
      })),
    }));
  };
  return {
    completed: (model) => database.read(() => ofModel({ model }).map(toHistoric)),
    results: (ids) =>
      database.read(() => {
        const found = named({ ids: JSON.stringify(ids) });
        const resultOf = counts.results(found.map(({ row }) => row.seq));
        return new Map(found.map(({ row }) => [row.id, resultOf(row.seq)]));
      }),
    pair: (idA, idB, most) =>
      database.read(() => {
        const [a] = named({ ids: JSON.stringify([idA]) });
        const [b] = named({ ids: JSON.stringify([idB]) });
        if (a === undefined || b === undefined) return undefined;
        const between = [a.row.seq, b.row.seq] as const;
        return {
          a: toHistoric(a),
          b: toHistoric(b),
          cells: pairs.cells(...between),
          differing: pairs.differing(...between, most),
        };
      }),
    latest: () => database.read(boardRuns),
  };
};
