import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { PromptId, RunId, ScorerIdentity } from '../../src/ids.ts';
import type { CountedVote, ReportReads, ReviewedFlag } from '../../src/ports/report-reads.ts';
import type { FlagReason } from '../../src/review/flag.ts';
import { standingInOrder, type Vote, type VoteAct } from '../../src/review/vote.ts';
import type { Database } from './open-database.ts';
import { FORGOTTEN } from './pseudonyms.ts';
import { prepareQueueCounts, VALID_OR_NAMED } from './queue-counts.ts';
import { flagName, toAct } from './review-rows.ts';

/** A flag's acts in the order in which they were done, in one value: a row an act costs more than to parse them. */
const ACTS = `(
  select json_group_array(
    json_object('voter', voter, 'name', voter_name, 'act', act, 'label', label, 'via', via) order by acted_at, id)
  from votes where flag = flags.id)`;

const FLAGS = `
select flags.id, flags.dimension, flags.reason, flags.state, responses.prompt, runs.scorer,
  runs.terms ->> '$.scorer.name', flags.scorer_label, own.probabilities, flags.label, flags.closed_at, ${ACTS}
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
left join annotations own on own.response = flags.response and own.source in ('scorer', 'import')
where flags.state in ('settled', 'disputed', 'adjudicated') and ${VALID_OR_NAMED}
order by flags.id`;

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
  closedAt: number,
  acts: string,
];

interface FlatAct extends Pick<Vote, 'voter' | 'name' | 'via'> {
  readonly act: VoteAct['kind'];
  readonly label: Label | null;
}

/** Reads for reports, from SQLite. */
export const createReportReads = (database: Database): ReportReads => {
  const { sqlite, read } = database;
  const flags = sqlite.prepare<[{ run: RunId | null }], FlatFlag>(FLAGS).raw();
  const countsOf = prepareQueueCounts(database);
  return {
    review: (run) =>
      read(() => {
        const of = { run: run ?? null };
        return { counts: countsOf(of.run), closed: flags.all(of).map(toReviewed) };
      }),
  };
};

const toReviewed = ([
  id,
  dimension,
  reason,
  state,
  prompt,
  version,
  scorer,
  scorerLabel,
  probabilities,
  label,
  closedAt,
  acts,
]: FlatFlag): ReviewedFlag => ({
  flag: flagName(id),
  dimension,
  reason,
  state,
  prompt,
  scorerLabel,
  label,
  scorer: { name: scorer, version },
  probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
  closedAt: new Date(closedAt),
  votes: countedVotes(JSON.parse(acts) as readonly FlatAct[]),
});

const toCast = (act: FlatAct) => ({ voter: act.voter, name: act.name, act: toAct(act), via: act.via });

/** A forgotten person is a pseudonym. */
const countedVotes = (acts: readonly FlatAct[]): readonly CountedVote[] =>
  standingInOrder(acts.map(toCast)).flatMap(({ voter, name, act }) =>
    act.kind === 'label' ? [{ voter: voter.replace(FORGOTTEN, ''), name, label: act.label }] : [],
  );
