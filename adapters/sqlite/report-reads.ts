import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { EventId, RunId } from '../../src/ids.ts';
import type { CountedVote, ReportReads, ReviewedFlag } from '../../src/ports/report-reads.ts';
import { standingVotes, type VoteAct } from '../../src/review/vote.ts';
import type { Database } from './open-database.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { prepareQueueCounts, VALID_OR_NAMED } from './queue-counts.ts';
import { toAct } from './review-rows.ts';

const FLAGS = `
select flags.id, 'f' || flags.id as flag, flags.dimension, flags.reason, flags.state, responses.prompt,
  runs.scorer as version, runs.terms ->> '$.scorer.name' as scorer, flags.scorer_label as scorerLabel,
  own.probabilities, flags.label
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
left join annotations own on own.response = flags.response and own.source in ('scorer', 'import')
where flags.state in ('settled', 'disputed', 'adjudicated') and ${VALID_OR_NAMED}
order by flags.id`;

const ACTS = `
select votes.flag, votes.voter, votes.voter_name as name, votes.act, votes.label, votes.via, votes.acted_at as actedAt,
  votes.event
from flags join votes on votes.flag = flags.id join runs on runs.seq = flags.run
where flags.state in ('settled', 'disputed', 'adjudicated') and ${VALID_OR_NAMED}
order by votes.id`;

type FlatFlag = Omit<ReviewedFlag, 'scorer' | 'probabilities' | 'votes'> & {
  readonly id: number;
  readonly scorer: string;
  readonly version: ReviewedFlag['scorer']['version'];
  readonly probabilities: string | null;
};

interface FlatAct {
  readonly flag: number;
  readonly voter: string;
  readonly name: string;
  readonly act: VoteAct['kind'];
  readonly label: Label | null;
  readonly via: 'button' | 'reaction' | 'shell';
  readonly actedAt: number;
  readonly event: EventId;
}

/** Reads for reports, from SQLite. */
export const createReportReads = (database: Database): ReportReads => {
  const { sqlite, read } = database;
  const flags = sqlite.prepare<[{ run: RunId | null }], FlatFlag>(FLAGS);
  const acts = sqlite.prepare<[{ run: RunId | null }], FlatAct>(ACTS);
  const countsOf = prepareQueueCounts(database);
  return {
    review: (run) =>
      read(() => {
        const of = { run: run ?? null };
        const byFlag = grouped(acts.all(of));
        return {
          counts: countsOf(of.run),
          closed: flags.all(of).map((row) => toReviewed(row, byFlag.get(row.id) ?? [])),
        };
      }),
  };
};

const grouped = (acts: readonly FlatAct[]): ReadonlyMap<number, readonly FlatAct[]> => {
  const groups = new Map<number, FlatAct[]>();
  for (const act of acts) {
    const group = groups.get(act.flag);
    if (group === undefined) groups.set(act.flag, [act]);
    else group.push(act);
  }
  return groups;
};

const toReviewed = (
  { id: _, scorer, version, probabilities, ...row }: FlatFlag,
  acts: readonly FlatAct[],
): ReviewedFlag => ({
  ...row,
  scorer: { name: scorer, version },
  probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
  votes: countedVotes(acts),
});

/** A forgotten person is a pseudonym. */
const countedVotes = (acts: readonly FlatAct[]): readonly CountedVote[] =>
  standingVotes(
    acts.map(({ flag: _, ...act }) => ({ ...act, act: toAct(act), actedAt: new Date(act.actedAt) })),
  ).flatMap(({ voter, name, act }) =>
    act.kind === 'label' ? [{ voter: voter.replace(FORGOTTEN, ''), name, label: act.label }] : [],
  );
