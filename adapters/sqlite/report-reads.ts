import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { PromptId, RunId, ScorerIdentity } from '../../src/ids.ts';
import type { ReportReads, ReviewedFlag } from '../../src/ports/report-reads.ts';
import type { FlagReason } from '../../src/review/flag.ts';
import { ACTS, countedVotes } from './flag-votes.ts';
import type { Database } from './open-database.ts';
import { prepareQueueCounts } from './queue-counts.ts';
import { flagName } from './review-rows.ts';

/** Of the run of that id, or with null of all that were not marked invalid. */
const FLAGS = `
select flags.id, flags.dimension, flags.reason, flags.state, responses.prompt, runs.scorer,
  runs.terms ->> '$.scorer.name', flags.scorer_label, own.probabilities, flags.label, flags.closed_at, ${ACTS}
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
left join annotations own on own.response = flags.response and own.source in ('scorer', 'import')
where flags.state in ('settled', 'disputed', 'adjudicated') and iif(@run is null, runs.invalid_at is null, runs.id = @run)
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
  votes: countedVotes(acts),
});
