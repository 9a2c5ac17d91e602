import { and, eq, isNull } from 'drizzle-orm';
import type { AnnotationId } from '../../src/ids.ts';
import type { FlagChange, ReviewStore } from '../../src/ports/review-store.ts';
import { standingVotes } from '../../src/review/vote.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { createReviewDraw } from './review-draw.ts';
import { createReviewReads, named } from './review-reads.ts';
import { channelName, type FlatFlag, flagNumber, HELD, toVoteRow } from './review-rows.ts';
import { annotations, ballots, flags, votes } from './schema.ts';

/** Flags, ballots and votes in SQLite. */
export const createReviewStore = (database: Database, counts: KeptCounts): ReviewStore => {
  const { orm, sqlite } = database;
  const { viewOf, ...reads } = createReviewReads(database);
  const heldBefore = sqlite.prepare<[number], AnnotationId>(HELD).pluck();
  const openIn = sqlite
    .prepare<[string], number>('select count(*) from ballots where channel = ? and closed_at is null')
    .pluck();
  const insertVote = prepareInsert(database, votes);
  const insertAnnotation = prepareInsert(database, annotations);
  const insertBallot = prepareInsert(database, ballots);

  const votedLabels = (id: number): string =>
    standingVotes(viewOf(id)?.view.acts ?? [])
      .map(({ act }) => (act.kind === 'label' ? act.label : ''))
      .join('');
  const close = (
    row: FlatFlag,
    { state, label, source, by, reason }: NonNullable<FlagChange['close']>,
    at: Date,
  ): void => {
    const closed = { state, label, closedAt: at, votedLabels: votedLabels(row.id) };
    orm.update(flags).set(closed).where(eq(flags.id, row.id)).run();
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
    counts.settled(row.response);
  };
  return {
    ...reads,
    ...createReviewDraw(database, counts),
    change: (name, decide) =>
      named(name, (id) =>
        database.write(() => {
          const found = viewOf(id);
          if (found === undefined) return undefined;
          const { result, change } = decide(found.view);
          if (change?.vote !== undefined) insertVote(toVoteRow(id, change.vote, change.at));
          if (change?.close !== undefined) close(found.row, change.close, change.at);
          return result;
        }),
      ),
    openBallot: ({ flag, address, openedAt, closesAt }, most) =>
      database.write(() => {
        const id = flagNumber(flag);
        const channel = channelName(address);
        if (id === undefined || viewOf(id)?.view.flag.state !== 'open' || (openIn.get(channel) ?? 0) >= most)
          return false;
        return insertBallot({ flag: id, address, channel, openedAt, closesAt }).changes === 1;
      }),
  };
};
