import type { ScorerIdentity } from '../../src/ids.ts';
import type { AgreementCounts } from '../../src/ports/scorer-records.ts';
import type { Database } from './open-database.ts';

/** What people had said of a flag by a moment. */
const PEOPLE = `(
  select label from annotations
  where response = flags.response and flag = flags.id and source in ('voters', 'adjudicator') and at <= @asOf
  order by id desc limit 1)`;

const SAID = `coalesce(
  (select label from annotations where response = flags.response and scorer = @scorer
    and source in ('scorer', 'import') and at <= @asOf),
  (select label from scorer_trials where response = flags.response and scorer = @scorer and at <= @asOf))`;

const TRIED = `exists (
  select 1 from scorer_trials where response = flags.response and scorer = @scorer and at <= @asOf)`;

/** Replies to a prompt that taught the scorer, whichever reply did. */
const TAUGHT = `exists (
  select 1 from scorer_lessons where scorer_lessons.scorer = @scorer and scorer_lessons.prompt = prompts.text)`;

/**
 * Responses that people labelled in an audit, with what a scorer said of them, under the names `flag`, `response`, `truth`,
 * `said` and `tried`. A consensus that was used again counts where it was made.
 */
export const AUDITED = `
select flags.id as flag, flags.response, ${PEOPLE} as truth, ${SAID} as said, ${TRIED} as tried
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
join prompts on prompts.id = responses.prompt
where flags.state in ('settled', 'disputed', 'adjudicated') and flags.reason = 'audit' and flags.reused_from is null
  and (runs.invalid_at is null or runs.invalid_at > @asOf) and not ${TAUGHT}`;

/** Materialized: SQLite would look up what was said once for each mention. */
const COUNTS = `
with audited as materialized (${AUDITED})
select count(*) as labels, count(iif(said is not null or tried, 1, null)) as measured, count(iif(said = truth, 1, null)) as agreed
from audited where truth is not null`;

/** Above every time of an annotation. */
export const NOW = Number.MAX_SAFE_INTEGER;

type Count = (scorer: ScorerIdentity) => AgreementCounts;

/** The same counts, each counted once: many runs have the same scorer. For the reads of one transaction. */
export const countedOnce = (count: Count): Count => {
  const counted = new Map<ScorerIdentity, AgreementCounts>();
  return (scorer) => {
    const counts = counted.get(scorer) ?? count(scorer);
    counted.set(scorer, counts);
    return counts;
  };
};

/** Counts how a scorer agrees with people, now or as of a moment (ms since 1970); within a transaction of the caller. */
export const prepareAgreement = ({
  sqlite,
}: Database): ((scorer: ScorerIdentity, asOf?: number) => AgreementCounts) => {
  const counts = sqlite.prepare<[object], AgreementCounts>(COUNTS);
  return (scorer, asOf = NOW) => counts.get({ scorer, asOf }) ?? { labels: 0, measured: 0, agreed: 0 };
};
