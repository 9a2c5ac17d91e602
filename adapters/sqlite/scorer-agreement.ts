import type { ScorerIdentity } from '../../src/ids.ts';
import type { AgreementCounts } from '../../src/ports/scorer-records.ts';
import type { Database } from './open-database.ts';

/** What people say of a flag now: who closes it writes the annotation and this in one transaction. */
const NOW = { people: 'flags.label', said: 'true', valid: 'runs.invalid_at is null' };

/** What they had said by a moment. */
const AS_OF = {
  people: `(
  select label from annotations
  where response = flags.response and flag = flags.id and source in ('voters', 'adjudicator') and at <= @asOf
  order by id desc limit 1)`,
  said: 'at <= @asOf',
  valid: '(runs.invalid_at is null or runs.invalid_at > @asOf)',
};

/** Replies to a prompt that taught the scorer, whichever reply did. Most scorers learnt nothing here: that is asked once. */
const TAUGHT = `(
  exists (select 1 from scorer_lessons where scorer = @scorer)
  and exists (
    select 1 from responses join prompts on prompts.id = responses.prompt
    join scorer_lessons on scorer_lessons.prompt = prompts.text
    where responses.id = flags.response and scorer_lessons.scorer = @scorer))`;

/**
 * Responses that people labelled in an audit, with what a scorer said of them, under the names `flag`, `response`, `truth`,
 * `said` and `tried`. A consensus that was used again counts where it was made.
 */
const auditedIn = ({ people, said, valid }: typeof NOW): string => `
select flags.id as flag, flags.response, ${people} as truth,
  coalesce(
    (select label from annotations where response = flags.response and scorer = @scorer
      and source in ('scorer', 'import') and ${said}),
    (select label from scorer_trials where response = flags.response and scorer = @scorer and ${said})) as said,
  exists (select 1 from scorer_trials where response = flags.response and scorer = @scorer and ${said}) as tried
from flags join runs on runs.seq = flags.run
where flags.state in ('settled', 'disputed', 'adjudicated') and flags.reason = 'audit' and flags.reused_from is null
  and ${valid} and not ${TAUGHT}`;

export const AUDITED = auditedIn(NOW);

/** Materialized: SQLite would look up what was said once for each mention. */
const countsOf = (audited: string): string => `
with audited as materialized (${audited})
select count(*) as labels, count(iif(said is not null or tried, 1, null)) as measured, count(iif(said = truth, 1, null)) as agreed
from audited where truth is not null`;

/** Counts how a scorer agrees with people, now or as of a moment (ms since 1970); within a transaction of the caller. */
export const prepareAgreement = ({
  sqlite,
}: Database): ((scorer: ScorerIdentity, asOf?: number) => AgreementCounts) => {
  const now = sqlite.prepare<[object], AgreementCounts>(countsOf(AUDITED));
  const then = sqlite.prepare<[object], AgreementCounts>(countsOf(auditedIn(AS_OF)));
  return (scorer, asOf) =>
    (asOf === undefined ? now.get({ scorer }) : then.get({ scorer, asOf })) as AgreementCounts;
};
