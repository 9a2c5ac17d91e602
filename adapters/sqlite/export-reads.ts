import type { ExportKind, ExportRows } from '../../src/export/export-row.ts';
import type { ExportFilter, ExportReads } from '../../src/ports/export-reads.ts';
import { exportQuery, REVIEWED } from './export-queries.ts';
import {
  type Flat,
  type FlatResponse,
  type FlatReviewed,
  type FlatVote,
  toAnnotation,
  toFlagRow,
  toLog,
  toPeople,
  toResponse,
  toReviewed,
  toVotes,
} from './export-rows.ts';
import type { Database } from './open-database.ts';
import { givePseudonyms } from './pseudonyms.ts';
import { snapshotRows } from './snapshot.ts';

/** Rows for others, from SQLite: one statement each, so each is of one moment. */
export const createExportReads = (database: Database): ExportReads => {
  const read = <Row>(kind: ExportKind, { run, failed }: ExportFilter): Generator<Row, void, undefined> => {
    const values = { run: run ?? null, failed: failed === true ? 1 : 0 };
    return snapshotRows(database, exportQuery(kind, run !== undefined), values);
  };
  const rows: { readonly [Kind in ExportKind]: (filter: ExportFilter) => Iterable<ExportRows[Kind]> } = {
    responses: (filter) => mapped(read<FlatResponse>('responses', filter), toResponse),
    annotations: (filter) =>
      mapped(read<Flat<ExportRows['annotations']>>('annotations', filter), toAnnotation),
    flags: (filter) => mapped(read<Flat<ExportRows['flags']>>('flags', filter), toFlagRow),
    log: (filter) => mapped(read<Flat<ExportRows['log']>>('log', filter), toLog),
    votes: (filter) => {
      database.write(() => givePseudonyms(database));
      return votesByFlag(read<FlatVote>('votes', filter), filter.names === true);
    },
  };
  return {
    rows: (kind, filter) => rows[kind](filter),
    labelled: (filter) =>
      mapped(read<FlatResponse>('responses', filter), (row) => ({
        row: toResponse(row),
        people: toPeople(row),
      })),
    reviewed: (run) => {
      database.write(() => givePseudonyms(database));
      return mapped(snapshotRows<FlatReviewed>(database, REVIEWED, { run, failed: 1 }), toReviewed);
    },
  };
};

function* mapped<From, To>(rows: Iterable<From>, map: (row: From) => To): Generator<To, void, undefined> {
  for (const row of rows) yield map(row);
}

function* votesByFlag(
  rows: Iterable<FlatVote>,
  names: boolean,
): Generator<ExportRows['votes'], void, undefined> {
  let acts: FlatVote[] = [];
  for (const row of rows) {
    if (acts[0] !== undefined && acts[0].flag !== row.flag) {
      yield* toVotes(acts, names);
      acts = [];
    }
    acts.push(row);
  }
  yield* toVotes(acts, names);
}
