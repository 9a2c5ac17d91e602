import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import type { ScorerIdentity } from '../../src/ids.ts';
import type { BoardRun, HistoricRun, RunHistory } from '../../src/ports/run-history.ts';
import type { AgreementCounts } from '../../src/ports/scorer-records.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import type { Liveness } from './process-lock.ts';
import { createRunPairs } from './run-pairs.ts';
import { createRunRows, type RunRow } from './run-rows.ts';
import { promptSets, runs } from './schema.ts';
import { countedOnce, prepareAgreement } from './scorer-agreement.ts';

interface Found {
  readonly row: RunRow;
  readonly promptContent: string;
}

const counted = (...more: readonly SQL[]): SQL | undefined =>
  and(eq(runs.state, 'completed'), isNull(runs.invalidAt), ...more);

/** Of a run what a board needs to place it: thousands of runs are read, and few of them whole. */
const PLACED = {
  seq: runs.seq,
  id: runs.id,
  subset: runs.subset,
  finishedAt: runs.finishedAt,
  model: runs.model,
  scorer: runs.scorer,
  promptContent: promptSets.contentKey,
};

type Placed = Pick<RunRow, 'seq' | 'id' | 'subset' | 'finishedAt' | 'model' | 'scorer'> &
  Pick<Found, 'promptContent'>;

/** Groups what is newest first by model, content and scorer, in the order of each group's newest. */
const grouped = (placed: readonly Placed[]): readonly (readonly Placed[])[] => {
  const groups = new Map<string, Placed[]>();
  for (const each of placed) {
    const key = JSON.stringify([each.model, each.promptContent, each.scorer]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
};

type Agreement = (scorer: ScorerIdentity) => AgreementCounts;

/** Reads over several runs in SQLite. */
export const createRunHistory = (database: Database, liveness: Liveness, counts: KeptCounts): RunHistory => {
  const rows = createRunRows(database, liveness);
  const pairs = createRunPairs(database);
  const find = (where: SQL | undefined): readonly Found[] =>
    database.orm
      .select({ row: runs, promptContent: promptSets.contentKey })
      .from(runs)
      .innerJoin(promptSets, eq(promptSets.id, runs.promptSet))
      .where(where)
      .orderBy(desc(runs.seq))
      .all();
  const toHistoric = ({ row, promptContent }: Found): HistoricRun => ({ run: rows.run(row), promptContent });
  const place = (): readonly Placed[] =>
    database.orm
      .select(PLACED)
      .from(runs)
      .innerJoin(promptSets, eq(promptSets.id, runs.promptSet))
      .where(counted())
      .orderBy(desc(runs.seq))
      .all();
  const agreement = prepareAgreement(database);
  const toBoardRun =
    (agreementOf: Agreement) =>
    ([latest, ...earlier]: readonly Placed[]): readonly BoardRun[] =>
      (latest === undefined ? [] : find(eq(runs.seq, latest.seq))).map((found) => ({
        ...toHistoric(found),
        agreement: found.row.terms.scorer.kind === 'imported' ? null : agreementOf(found.row.scorer),
        tally: counts.read(found.row.seq).tally,
        earlier: earlier.map(({ id, subset, finishedAt }) => ({ id, subset, finishedAt })),
      }));
  return {
    completed: (model) => database.read(() => find(counted(eq(runs.model, model))).map(toHistoric)),
    pair: (idA, idB, most) =>
      database.read(() => {
        const [a] = find(eq(runs.id, idA));
        const [b] = find(eq(runs.id, idB));
        if (a === undefined || b === undefined) return undefined;
        const between = [a.row.seq, b.row.seq] as const;
        return {
          a: toHistoric(a),
          b: toHistoric(b),
          cells: pairs.cells(...between),
          differing: pairs.differing(...between, most),
        };
      }),
    latest: () => database.read(() => grouped(place()).flatMap(toBoardRun(countedOnce(agreement)))),
  };
};
