import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import type { Label } from '../../src/flames/label.ts';
import type { Person } from '../../src/flames/run.ts';
import type { EventId, FlagId, PromptId, ResponseId, RunId } from '../../src/ids.ts';
import type { Ballot, FlagView } from '../../src/ports/review-store.ts';
import type { Flag, FlagReason, FlagState } from '../../src/review/flag.ts';
import type { Vote, VoteAct } from '../../src/review/vote.ts';
import type { ballots, votes } from './schema.ts';

export const flagName = (id: number): FlagId => `f${id}` as FlagId;

/** The row that a name such as `f12` means; undefined for what is no name of a flag. */
export const flagNumber = (name: string): number | undefined => {
  const digits = /^f(\d{1,15})$/iu.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** A row of `FLAG_COLUMNS`. Times are milliseconds since 1970. */
export interface FlatFlag {
  readonly id: number;
  readonly runSeq: number;
  readonly run: RunId;
  readonly model: string;
  readonly requestedBy: string;
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly reason: FlagReason;
  readonly probability: number;
  readonly position: number;
  readonly scorerLabel: Label;
  readonly drawnAt: number;
  readonly state: FlagState;
  readonly label: Label | null;
  readonly reusedFrom: number | null;
  readonly closedAt: number | null;
  readonly posted: number;
}

export const FLAG_COLUMNS = `
flags.id, runs.seq as runSeq, runs.id as run, runs.model, runs.requested_by as requestedBy, flags.response,
flags.dimension, flags.reason, flags.probability, flags.position, flags.scorer_label as scorerLabel,
flags.drawn_at as drawnAt, flags.state, flags.label, flags.reused_from as reusedFrom, flags.closed_at as closedAt,
exists (select 1 from ballots where ballots.flag = flags.id) as posted
from flags join runs on runs.seq = flags.run`;

/** The annotation of a response that holds: the last one of people, else the scorer's. */
export const HELD = `
select id from annotations where response = ?
order by source in ('voters', 'adjudicator') desc, id desc limit 1`;

export const toFlag = (row: FlatFlag): Flag => ({
  id: flagName(row.id),
  run: row.run,
  response: row.response,
  dimension: row.dimension,
  reason: row.reason,
  probability: row.probability,
  position: row.position,
  scorerLabel: row.scorerLabel,
  drawnAt: new Date(row.drawnAt),
  state: row.state,
  label: row.label,
  reusedFrom: row.reusedFrom === null ? null : flagName(row.reusedFrom),
  closedAt: row.closedAt === null ? null : new Date(row.closedAt),
});

type VoteRow = typeof votes.$inferSelect;

export const toAct = ({ act, label }: Pick<VoteRow, 'act' | 'label'>): VoteAct => {
  if (act === 'withdrawn') return { kind: 'withdrawn', label };
  if (act !== 'label') return { kind: act };
  if (label === null) throw new Error('A vote for a label is stored without one.');
  return { kind: 'label', label };
};

export const toVote = (row: VoteRow): Vote => ({
  voter: row.voter,
  name: row.voterName,
  act: toAct(row),
  via: row.via,
  actedAt: row.actedAt,
  event: row.event as EventId,
});

export const toVoteRow = (flag: number, vote: Vote, at: Date): typeof votes.$inferInsert => ({
  flag,
  voter: vote.voter,
  voterName: vote.name,
  act: vote.act.kind,
  label: 'label' in vote.act ? vote.act.label : null,
  via: vote.via,
  actedAt: vote.actedAt,
  event: vote.event,
  at,
});

export const toBallot = (row: typeof ballots.$inferSelect): Ballot => ({
  flag: flagName(row.flag),
  address: row.address,
  openedAt: row.openedAt,
  closesAt: row.closesAt,
  closedAt: row.closedAt,
});

/** What was asked and answered under a flag. */
export interface FlaggedText {
  readonly promptId: PromptId;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly question: string;
  readonly answer: string;
}

export const toView = (
  row: FlatFlag,
  text: FlaggedText,
  acts: readonly VoteRow[],
  ballot: typeof ballots.$inferSelect | undefined,
): FlagView => ({
  flag: toFlag(row),
  prompt: {
    id: text.promptId,
    dimension: text.dimension,
    subcomponent: text.subcomponent,
    text: text.question,
  },
  responseText: text.answer,
  acts: acts.map(toVote),
  ballot: ballot === undefined ? null : toBallot(ballot),
  requestedBy: JSON.parse(row.requestedBy) as Person,
  model: row.model,
});

/** Ballots under a message count for its channel. */
export const channelName = ({
  platform,
  channel,
}: {
  readonly platform: string;
  readonly channel: string;
}): string => `${platform} ${channel}`;
