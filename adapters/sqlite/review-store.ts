import { and, eq, isNull } from 'drizzle-orm';
import type { AnnotationId } from '../../src/ids.ts';
import type { FlagChange, HistoryEntry, QueueCounts, ReviewStore } from '../../src/ports/review-store.ts';
import type { FLAG_STATES } from '../../src/review/flag.ts';
import { standingVotes } from '../../src/review/vote.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { createReviewDraw } from './review-draw.ts';
import {
  FLAG_COLUMNS,
  type FlaggedText,
  type FlatFlag,
  flagNumber,
  toBallot,
  toFlag,
  toView,
  toVote,
  toVoteRow,
} from './review-rows.ts';
import { annotations, ballots, flags, votes } from './schema.ts';

const TEXT = `
select prompts.id as promptId, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent,
  prompts.text as question, responses.text as answer
from responses join prompts on prompts.id = responses.prompt where responses.id = ?`;

/** The annotation that holds: the last one of people, else the scorer's. */
const HELD = `
select id from annotations where response = ?
order by source in ('voters', 'adjudicator') desc, id desc limit 1`;

type Queue = Record<keyof QueueCounts, Record<(typeof FLAG_STATES)[number], number>>;
const noFlags = () => ({ open: 0, settled: 0, disputed: 0, adjudicated: 0 });

/** Flags, ballots and votes in SQLite. */
export const createReviewStore = (database: Database, counts: KeptCounts): ReviewStore => {
  const { orm, sqlite } = database;
  const flagById = sqlite.prepare<[number], FlatFlag>(`select ${FLAG_COLUMNS} where flags.id = ?`);
  const allFlags = sqlite.prepare<[], FlatFlag>(`select ${FLAG_COLUMNS} order by flags.id`);
  const flagsOfRun = sqlite.prepare<[string], FlatFlag>(
    `select ${FLAG_COLUMNS} where runs.id = ? order by flags.id`,
  );
  const textOf = sqlite.prepare<[number], FlaggedText>(TEXT);
  const heldBefore = sqlite.prepare<[number], AnnotationId>(HELD).pluck();
  const insertVote = prepareInsert(database, votes);
  const insertAnnotation = prepareInsert(database, annotations);

  const actsOf = (flag: number) =>
    orm.select().from(votes).where(eq(votes.flag, flag)).orderBy(votes.id).all();
  const viewOf = (id: number) => {
    const row = flagById.get(id);
    const text = row === undefined ? undefined : textOf.get(row.response);
    if (row === undefined || text === undefined) return undefined;
    const ballot = orm.select().from(ballots).where(eq(ballots.flag, id)).get();
    return { row, view: toView(row, text, actsOf(id), ballot) };
  };
  const close = (
    row: FlatFlag,
    { state, label, source, by, reason }: NonNullable<FlagChange['close']>,
    at: Date,
  ): void => {
    orm.update(flags).set({ state, label, closedAt: at }).where(eq(flags.id, row.id)).run();
    orm
      .update(ballots)
      .set({ closedAt: at })
      .where(and(eq(ballots.flag, row.id), isNull(ballots.closedAt)))
      .run();
    if (label === null) return;
    const supersedes = heldBefore.get(row.response) ?? null;
    insertAnnotation({
      ...{ response: row.response, source, by, flag: row.id, label, at, supersedes },
      reason: reason ?? null,
    });
    counts.refresh(row.runSeq);
  };
  const filtered = ({ run, states, reason }: Parameters<ReviewStore['list']>[0]): readonly FlatFlag[] =>
    (run === undefined ? allFlags.all() : flagsOfRun.all(run)).filter(
      (row) => (states?.includes(row.state) ?? true) && (reason ?? row.reason) === row.reason,
    );

  return {
    ...createReviewDraw(database, counts),
    find: (name) => {
      const id = flagNumber(name);
      return id === undefined ? undefined : database.read(() => viewOf(id)?.view);
    },
    change: (name, decide) => {
      const id = flagNumber(name);
      if (id === undefined) return undefined;
      return database.write(() => {
        const found = viewOf(id);
        if (found === undefined) return undefined;
        const { result, change } = decide(found.view);
        if (change?.vote !== undefined) insertVote(toVoteRow(id, change.vote, change.at));
        if (change?.close !== undefined) close(found.row, change.close, change.at);
        return result;
      });
    },
    list: (filter) =>
      database.read(() =>
        filtered(filter).map((row) => ({
          flag: toFlag(row),
          model: row.model,
          votes: standingVotes(actsOf(row.id).map(toVote)).length,
          posted: orm.select().from(ballots).where(eq(ballots.flag, row.id)).get() !== undefined,
        })),
      ),
    openBallot: ({ flag, address, openedAt, closesAt }) =>
      database.write(() => {
        const id = flagNumber(flag);
        if (id === undefined) throw new Error(`${flag} is no flag.`);
        orm
          .insert(ballots)
          .values({ flag: id, address, channel: channelName(address), openedAt, closesAt })
          .onConflictDoNothing()
          .run();
      }),
    openBallots: (channel) =>
      database.read(() =>
        orm
          .select()
          .from(ballots)
          .where(
            and(
              isNull(ballots.closedAt),
              channel === undefined ? undefined : eq(ballots.channel, channelName(channel)),
            ),
          )
          .orderBy(ballots.openedAt, ballots.flag)
          .all()
          .map(toBallot),
      ),
    history: (name) =>
      database.read(() => {
        const id = flagNumber(name);
        const response = id === undefined ? undefined : flagById.get(id)?.response;
        if (response === undefined) return [];
        return orm
          .select()
          .from(annotations)
          .where(eq(annotations.response, response))
          .orderBy(annotations.id)
          .all()
          .map(
            ({ at, source, by, label, probabilities, reason }): HistoryEntry => ({
              ...{ at, source, by, label, probabilities, reason },
            }),
          );
      }),
    counts: (run) =>
      database.read(() =>
        flagsOfRun.all(run).reduce<Queue>(
          (sum, { reason, state }) => {
            sum[reason][state] += 1;
            return sum;
          },
          { audit: noFlags(), borderline: noFlags() },
        ),
      ),
  };
};

const channelName = ({
  platform,
  channel,
}: {
  readonly platform: string;
  readonly channel: string;
}): string => `${platform} ${channel}`;
