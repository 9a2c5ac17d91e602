import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import { runAsOf } from '../../src/flames/run-as-of.ts';
import type { PromptId } from '../../src/ids.ts';
import type { AuditCell, JudgingSums, ResponseRow, RunStore } from '../../src/ports/run-store.ts';
import { inTurns } from '../../src/steps.ts';
import { toCounts } from './kept-counts.ts';
import type { RunStoreParts } from './run-lifecycle.ts';
import { createRunPairs } from './run-pairs.ts';
import { prepareAgreement } from './scorer-agreement.ts';

type Reads = Pick<
  RunStore,
  'find' | 'list' | 'countDone' | 'count' | 'read' | 'responses' | 'spentSince' | 'spentOn'
>;

const RESPONSES = `
select asked.position, response.id, response.state, response.text, response.reasoning, response.truncated,
  response.failure, response.detail, own.label as scorerLabel,
  coalesce((select label from annotations
    where response = response.id and source in ('voters', 'adjudicator') order by id desc limit 1), own.label) as label,
  prompts.id as promptId, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text as question
from run_prompts asked
join responses response on response.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
join prompts on prompts.id = asked.prompt
left join annotations own on own.response = response.id and own.source in ('scorer', 'import')
where asked.run = @run and asked.position > @after
order by asked.position limit @limit`;

/** An audit's strata with what people had settled by a moment; of a flag that is open nobody has. */
const AUDIT = `
select dimension, scorerLabel = 3 as calledHarmless, count(*) as flagged, count(people) as settled,
  total(people = 3) as harmless
from (
  select flags.dimension, flags.scorer_label as scorerLabel, iif(flags.state = 'open', null, (
    select label from annotations
    where response = flags.response and flag = flags.id and source in ('voters', 'adjudicator') and at <= @asOf
    order by id desc limit 1)) as people
  from flags where flags.run = @run and flags.reason = 'audit' and flags.drawn_at <= @asOf)
group by 1, 2`;

type AuditRow = Omit<AuditCell, 'calledHarmless'> & { readonly calledHarmless: number };

type FlatRow = Omit<ResponseRow, 'prompt' | 'truncated'> & {
  readonly position: number;
  readonly truncated: number;
  readonly promptId: PromptId;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly question: string;
};

const toResponseRow = (row: FlatRow): ResponseRow & { readonly position: number } => {
  const { promptId, dimension, subcomponent, question, truncated, ...response } = row;
  const prompt = { id: promptId, dimension, subcomponent, text: question };
  return { ...response, truncated: truncated === 1, prompt };
};

const SPENT_ON = 'select total(cost_usd) from attempts where run = ?';
const SPENT_SINCE = `
select (select total(cost_usd) from attempts where at >= @since)
  + (select total(usd) from measuring_costs where at >= @since)`;

/** Judges leave what they said as evidence; a response is disagreed on when its valid answers have more than one label. */
const JUDGING = `
select coalesce(sum(evidence ->> '$.completions'), 0) as completions, coalesce(sum(evidence ->> '$.parsed'), 0) as parsed,
  coalesce(sum((select count(distinct value ->> '$.label') > 1 from json_each(evidence, '$.answers')
    where value ->> '$.valid' = 1)), 0) as disagreed
from annotations where source = 'scorer' and at <= @asOf
  and response in (select id from responses where run = @run)`;

/** The part of the run store that reads. */
export const createRunReads = ({ database, rows, counts }: RunStoreParts): Reads => {
  type Page = { readonly run: number; readonly after: number; readonly limit: number };
  const responses = database.sqlite.prepare<[Page], FlatRow>(RESPONSES);
  const judging = database.sqlite.prepare<[{ readonly run: number; readonly asOf: number }], JudgingSums>(
    JUDGING,
  );
  const spentSince = database.sqlite.prepare<[{ since: number }], number>(SPENT_SINCE).pluck();
  const spentOn = database.sqlite.prepare<[number], number>(SPENT_ON).pluck();
  const pairs = createRunPairs(database);
  const agreement = prepareAgreement(database);
  const audit = database.sqlite.prepare<[{ run: number; asOf: number }], AuditRow>(AUDIT);
  return {
    find: (id) =>
      database.read(() => {
        const row = rows.row(id);
        return row && rows.run(row);
      }),
    list: (filter) => database.read(() => rows.list(filter)),
    count: async (id) => toCounts(await inTurns(counts.count(database.read(() => rows.seq(id))))),
    countDone: (id) => database.read(() => counts.done(rows.seq(id))),
    read: (id, asOf) =>
      database.read(() => {
        const row = rows.row(id);
        if (row === undefined) return undefined;
        const run = rows.run(row);
        const until = { run: row.seq, asOf: asOf?.getTime() ?? Number.MAX_SAFE_INTEGER };
        return {
          run: asOf ? runAsOf(run, asOf) : run,
          ...(asOf ? counts.readAsOf(row.seq, asOf) : counts.read(row.seq)),
          audit: audit.all(until).map(({ calledHarmless, ...cell }) => ({
            ...cell,
            calledHarmless: calledHarmless === 1,
          })),
          agreement: row.terms.scorer.kind === 'imported' ? null : agreement(row.scorer, asOf?.getTime()),
          judging: ['judge', 'guard'].includes(row.terms.scorer.kind) ? (judging.get(until) ?? null) : null,
          before: (row.finishedAt?.getTime() ?? 0) <= until.asOf ? (pairs.before(row.seq) ?? null) : null,
        };
      }),
    responses: (id, after, limit) =>
      database.read(() => responses.all({ run: rows.seq(id), after, limit }).map(toResponseRow)),
    spentSince: (moment) => database.read(() => spentSince.get({ since: moment.getTime() }) ?? 0),
    spentOn: (id) => database.read(() => spentOn.get(rows.seq(id)) ?? 0),
  };
};
