import { and, eq, isNull, sql } from 'drizzle-orm';
import type { FlagId } from '../../src/ids.ts';
import type {
  FlagFilter,
  FlagView,
  HistoryEntry,
  QueueCounts,
  ReviewStore,
} from '../../src/ports/review-store.ts';
import type { FLAG_STATES } from '../../src/review/flag.ts';
import { standingVotes } from '../../src/review/vote.ts';
import type { Database } from './open-database.ts';
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

type Reads = Pick<ReviewStore, 'find' | 'list' | 'openBallots' | 'history' | 'counts'>;

/** Reads within a transaction of the caller. */
export interface ReviewReads extends Reads {
  viewOf(id: number): { readonly row: FlatFlag; readonly view: FlagView } | undefined;
}

const TEXT = `
select prompts.id as promptId, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent,
  prompts.text as question, responses.text as answer
from responses join prompts on prompts.id = responses.prompt where responses.id = ?`;

type Queue = Record<keyof QueueCounts, Record<(typeof FLAG_STATES)[number], number>>;
const noFlags = () => ({ open: 0, settled: 0, disputed: 0, adjudicated: 0 });

/** The part of the review store that reads. */
export const createReviewReads = (database: Database): ReviewReads => {
  const { orm, sqlite } = database;
  const flagById = sqlite.prepare<[number], FlatFlag>(`select ${FLAG_COLUMNS} where flags.id = ?`);
  const textOf = sqlite.prepare<[number], FlaggedText>(TEXT);
  const flag = sql.placeholder('flag');
  const acts = orm.select().from(votes).where(eq(votes.flag, flag)).orderBy(votes.id).prepare();
  const ballotOf = orm.select().from(ballots).where(eq(ballots.flag, flag)).prepare();
  const listed = (filter: FlagFilter): readonly FlatFlag[] => {
    const { run = null, reason = null } = filter;
    const states = JSON.stringify(filter.states ?? null);
    return sqlite
      .prepare<[object], FlatFlag>(`select ${FLAG_COLUMNS} where ${conditions(filter)} order by flags.id`)
      .all({ run, reason, states });
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
    counts: (run) =>
      database.read(() =>
        listed({ run }).reduce<Queue>(
          (sum, { reason, state }) => {
            sum[reason][state] += 1;
            return sum;
          },
          { audit: noFlags(), borderline: noFlags() },
        ),
      ),
  };
};

/** Undefined for what is no name of a flag. */
export const named = <Result>(name: string, read: (id: number) => Result): Result | undefined => {
  const id = flagNumber(name);
  return id === undefined ? undefined : read(id);
};

const conditions = ({ run, states, reason, posted, validRuns }: FlagFilter): string =>
  [
    'true',
    ...(run === undefined ? [] : ['runs.id = @run']),
    ...(states === undefined ? [] : ['flags.state in (select value from json_each(@states))']),
    ...(reason === undefined ? [] : ['flags.reason = @reason']),
    ...(posted === undefined ? [] : [posted ? 'posted' : 'not posted']),
    ...(validRuns === undefined ? [] : ['runs.invalid_at is null']),
  ].join(' and ');
