import type { RunReading } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import type { runUsage } from './schema.ts';

/** What a run cost, was served and failed with, as it is kept. */
export type UsageRow = Omit<typeof runUsage.$inferSelect, 'run'>;
interface Moment {
  readonly run: number;
  readonly asOf: number;
}

/**
 * A cost is unknown (NULL) when an answered request has none; a failed request without a count of tokens is taken to
 * cost nothing. A run that asked nothing has no cost of asking, one that needed no judge scored for 0.
 */
const SUMS = `
select
  coalesce(sum(prompt_tokens) filter (where purpose = 'ask'), 0) as promptTokens,
  coalesce(sum(completion_tokens) filter (where purpose = 'ask'), 0) as completionTokens,
  case when count(*) filter (where purpose = 'ask' and outcome = 'answered' and cost_usd is null) = 0
    then sum(cost_usd) filter (where purpose = 'ask') end as costUsd,
  case when count(*) filter (where purpose = 'score' and outcome = 'answered' and cost_usd is null) = 0
    then coalesce(sum(cost_usd) filter (where purpose = 'score'), 0) end as scoringCostUsd,
  coalesce(sum(coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0)) filter (where purpose = 'score'), 0) as scoringTokens,
  count(*) filter (where purpose = 'ask') as attempts
from attempts where run = @run and at <= @asOf`;

/** Nearest rank: the smallest latency that at least the share has. */
const LATENCIES = `
with ranked as (
  select latency_ms, row_number() over (order by latency_ms) as place, count(*) over () as n
  from attempts where run = @run and at <= @asOf and purpose = 'ask' and outcome = 'answered'
)
select max(latency_ms) filter (where place = (50 * n + 99) / 100) as latencyP50Ms,
  max(latency_ms) filter (where place = (95 * n + 99) / 100) as latencyP95Ms
from ranked`;

const outcomes = (columns: string, names: string, state: string): string => `
with latest as (
  select max(id) as id from responses where run = @run and at <= @asOf group by prompt
)
select ${columns}, count(*) as responses
from latest join responses response on response.id = latest.id
where response.state = '${state}' group by ${names} order by count(*) desc, ${names}`;

/** Sums a run's requests and outcomes from its rows, `asOf` in milliseconds since 1970. */
export const prepareUsage = ({ sqlite }: Database): ((run: number, asOf: number) => UsageRow) => {
  type Sums = Pick<
    UsageRow,
    'promptTokens' | 'completionTokens' | 'costUsd' | 'scoringCostUsd' | 'scoringTokens' | 'attempts'
  >;
  const sums = sqlite.prepare<[Moment], Sums>(SUMS);
  const latencies = sqlite.prepare<[Moment], Pick<UsageRow, 'latencyP50Ms' | 'latencyP95Ms'>>(LATENCIES);
  const served = sqlite.prepare<
    [Moment],
    { model: string | null; fingerprint: string | null; responses: number }
  >(outcomes('served_model as model, fingerprint', 'model, fingerprint', 'answered'));
  const failures = sqlite.prepare<[Moment], RunReading['failures'][number]>(
    outcomes('failure', 'failure', 'failed'),
  );
  return (run, asOf) => {
    const moment = { run, asOf };
    return {
      ...(sums.get(moment) as Sums),
      ...(latencies.get(moment) as Pick<UsageRow, 'latencyP50Ms' | 'latencyP95Ms'>),
      served: served.all(moment),
      failures: failures.all(moment),
    };
  };
};
