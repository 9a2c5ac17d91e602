import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { PromptId, RunId, ScorerIdentity } from '../../src/ids.ts';
import type { CountedVote, ReportReads, ReviewedFlag } from '../../src/ports/report-reads.ts';
import type { FlagReason } from '../../src/review/flag.ts';
import { standingVotes, type Vote, type VoteAct, type VoterId } from '../../src/review/vote.ts';
import type { Database } from './open-database.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { prepareQueueCounts, VALID_OR_NAMED } from './queue-counts.ts';
import { flagName, toAct } from './review-rows.ts';

const FLAGS = `
select flags.id, flags.dimension, flags.reason, flags.state, responses.prompt, runs.scorer,
  runs.terms ->> '$.scorer.name', flags.scorer_label, own.probabilities, flags.label
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
left join annotations own on own.response = flags.response and own.source in ('scorer', 'import')
where flags.state in ('settled', 'disputed', 'adjudicated') and ${VALID_OR_NAMED}
order by flags.id`;

const ACTS = `
select votes.flag, votes.voter, votes.voter_name, votes.act, votes.label, votes.via, votes.acted_at
from flags join votes on votes.flag = flags.id join runs on runs.seq = flags.run
where flags.state in ('settled', 'disputed', 'adjudicated') and ${VALID_OR_NAMED}
order by votes.id`;

/** A closed flag as an array: thousands are read, and an object a row costs twice as much. */
type FlatFlag = readonly [
  id: number,
  dimension: Dimension,
  reason: FlagReason,
  state: ReviewedFlag['state'],
  prompt: PromptId,
  version: ScorerIdentity,
  scorer: string,
  scorerLabel: Label,
  probabilities: string | null,
  label: Label | null,
];

type FlatAct = readonly [
  flag: number,
  voter: VoterId,
  name: string,
  act: VoteAct['kind'],
  label: Label | null,
  via: Vote['via'],
  actedAt: number,
];

type CastVote = Pick<Vote, 'voter' | 'name' | 'act' | 'via' | 'actedAt'>;

/** Reads for reports, from SQLite. */
export const createReportReads = (database: Database): ReportReads => {
  const { sqlite, read } = database;
  const flags = sqlite.prepare<[{ run: RunId | null }], FlatFlag>(FLAGS).raw();
  const acts = sqlite.prepare<[{ run: RunId | null }], FlatAct>(ACTS).raw();
  const countsOf = prepareQueueCounts(database);
  return {
    review: (run) =>
      read(() => {
        const of = { run: run ?? null };
        const byFlag = votesByFlag(acts.all(of));
        return {
          counts: countsOf(of.run),
          closed: flags.all(of).map((row) => toReviewed(row, byFlag.get(row[0]) ?? [])),
        };
      }),
  };
};

const votesByFlag = (acts: readonly FlatAct[]): ReadonlyMap<number, readonly CastVote[]> => {
  const groups = new Map<number, CastVote[]>();
  for (const [flag, voter, name, act, label, via, actedAt] of acts) {
    const vote = { voter, name, act: toAct({ act, label }), via, actedAt: new Date(actedAt) };
    const group = groups.get(flag);
    if (group === undefined) groups.set(flag, [vote]);
    else group.push(vote);
  }
  return groups;
};

const toReviewed = (
  [id, dimension, reason, state, prompt, version, scorer, scorerLabel, probabilities, label]: FlatFlag,
  votes: readonly CastVote[],
): ReviewedFlag => ({
  flag: flagName(id),
  ...{ dimension, reason, state, prompt, scorerLabel, label },
  scorer: { name: scorer, version },
  probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
  votes: countedVotes(votes),
});

/** A forgotten person is a pseudonym. */
const countedVotes = (votes: readonly CastVote[]): readonly CountedVote[] =>
  standingVotes(votes).flatMap(({ voter, name, act }) =>
    act.kind === 'label' ? [{ voter: voter.replace(FORGOTTEN, ''), name, label: act.label }] : [],
  );
