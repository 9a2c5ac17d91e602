import { and, eq, isNull, sql } from 'drizzle-orm';
import type { FlagId, RunId } from '../../src/ids.ts';
import type { FlagFilter, FlagView, HistoryEntry, ReviewStore } from '../../src/ports/review-store.ts';
import { standingVotes } from '../../src/review/vote.ts';
import type { Database } from './open-database.ts';
import { prepareQueueCounts } from './queue-counts.ts';
import {
  channelName,
  FLAG_COLUMNS,
  type FlaggedText,
  type FlatFlag,
  flagNumber,
  toBallot,
  toFlag,
  toView,
  toVote,
} from './review-rows.ts';
import { annotations, ballots, votes } from './schema.ts';

type Reads = Pick<ReviewStore, 'find' | 'list' | 'runsWaiting' | 'openBallots' | 'history' | 'counts'>;

/** Reads within a transaction of the caller. */
export interface ReviewReads extends Reads {
  viewOf(id: number): { readonly row: FlatFlag; readonly view: FlagView } | undefined;
}

const TEXT = `
select prompts.id as promptId, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent,
  prompts.text as question, responses.text as answer
from responses join prompts on prompts.id = responses.prompt where responses.id = ?`;

const WAITING = `
select runs.id from runs where runs.invalid_at is null and exists (
  select 1 from flags where flags.run = runs.seq and flags.state = 'open'
    and not exists (select 1 from ballots where ballots.flag = flags.id))
order by runs.seq`;

/** The part of the review store that reads. */
export const createReviewReads = (database: Database): ReviewReads => {
  const { orm, sqlite } = database;
  const flagById = sqlite.prepare<[number], FlatFlag>(`select ${FLAG_COLUMNS} where flags.id = ?`);
  const textOf = sqlite.prepare<[number], FlaggedText>(TEXT);
  const waiting = sqlite.prepare<[], RunId>(WAITING).pluck();
  const countsOf = prepareQueueCounts(database);
  const flag = sql.placeholder('flag');
  const acts = orm.select().from(votes).where(eq(votes.flag, flag)).orderBy(votes.id).prepare();
  const ballotOf = orm.select().from(ballots).where(eq(ballots.flag, flag)).prepare();
  const listed = (filter: FlagFilter): readonly FlatFlag[] => {
    const { run = null, reason = null, limit = -1 } = filter;
    const runs = JSON.stringify(filter.runs ?? null);
    const after = filter.after === undefined ? 0 : flagNumber(filter.after);
    return sqlite
      .prepare<[object], FlatFlag>(
        `select ${FLAG_COLUMNS} where ${conditions(filter)} order by flags.id limit @limit`,
      )
      .all({ run, reason, runs, after, limit });
  };
  const viewOf: ReviewReads['viewOf'] = (id) => {
    const row = flagById.get(id);
    const text = row === undefined ? undefined : textOf.get(row.response);
    if (row === undefined || text === undefined) return undefined;
    return { row, view: toView(row, text, acts.all({ flag: id }), ballotOf.get({ flag: id })) };
  };
  const labels = orm
    .select()
    .from(annotations)
    .where(eq(annotations.response, sql.placeholder('response')))
    .orderBy(annotations.id)
    .prepare();
  const historyOf = (id: number): readonly HistoryEntry[] => {
    const response = flagById.get(id)?.response;
    if (response === undefined) return [];
    return labels.all({ response }).map(({ at, source, by, label, probabilities, reason }) => ({
      ...{ at, source, by, label, probabilities, reason },
    }));
  };
  return {
    viewOf,
    find: (name) => named(name, (id) => database.read(() => viewOf(id)?.view)),
    list: (filter) =>
      database.read(() =>
        listed(filter).map((row) => ({
          flag: toFlag(row),
          model: row.model,
          votes: standingVotes(acts.all({ flag: row.id }).map(toVote)).length,
          posted: row.posted === 1,
        })),
      ),
    runsWaiting: () => database.read(() => waiting.all()),
    openBallots: (channel) => {
      const here = channel === undefined ? undefined : eq(ballots.channel, channelName(channel));
      return database.read(() =>
        orm
          .select()
          .from(ballots)
          .where(and(isNull(ballots.closedAt), here))
          .orderBy(ballots.openedAt, ballots.flag)
          .all()
          .map(toBallot),
      );
    },
    history: (name: FlagId) => named(name, (id) => database.read(() => historyOf(id))) ?? [],
    counts: (run) => database.read(() => countsOf(run)),
  };
};

/** Undefined for what is no name of a flag. */
export const named = <Result>(name: string, read: (id: number) => Result): Result | undefined => {
  const id = flagNumber(name);
  return id === undefined ? undefined : read(id);
};

const conditions = ({ run, states, reason, posted, validRuns, runs, after }: FlagFilter): string =>
  [
    'true',
    ...(run === undefined ? [] : ['runs.id = @run']),
    ...(states === undefined ? [] : [`flags.state in (${states.map((state) => `'${state}'`).join(', ')})`]),
    ...(reason === undefined ? [] : ['flags.reason = @reason']),
    ...(posted === undefined ? [] : [posted ? 'posted' : 'not posted']),
    ...(validRuns === undefined ? [] : ['runs.invalid_at is null']),
    ...(runs === undefined ? [] : ['runs.id in (select value from json_each(@runs))']),
    ...(after === undefined ? [] : ['flags.id > @after']),
  ].join(' and ');
