import type { RunReading } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import type { PromptsPage } from './run-tally.ts';
import type { runUsage } from './schema.ts';

/** What a run cost, was served and failed with, as it is kept. */
export type UsageRow = Omit<typeof runUsage.$inferSelect, 'run'>;

/** Attempts of a run by their ids, `after` exclusive, up to `asOf`, milliseconds since 1970. */
interface AttemptsPage {
  readonly run: number;
  readonly after: number;
  readonly asOf: number;
}

/** Sums over attempts; a sum of nothing that has a price is NULL. */
interface Sums {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly askingUsd: number | null;
  readonly scoringUsd: number | null;
  /** Answered requests without a price. */
  readonly askedUnpriced: number;
  readonly scoredUnpriced: number;
  readonly scoringTokens: number;
  readonly attempts: number;
}

/** A page of attempts: its sums, the latencies of answers, and after which id the next page begins. */
export interface SummedAttempts {
  readonly sums: Sums;
  readonly latencies: readonly number[];
  readonly next: number | null;
}

/** How responses of the last round ended. */
export interface Outcome {
  readonly state: 'answered' | 'failed';
  readonly model: string | null;
  readonly fingerprint: string | null;
  readonly failure: RunReading['failures'][number]['failure'];
  readonly responses: number;
}

const ATTEMPTS_A_PAGE = 4000;
const PAGE = `
select * from attempts where run = @run and id > @after order by id limit ${ATTEMPTS_A_PAGE}`;

const SUMS = `
select max(id) as last, count(*) as rows,
  coalesce(sum(prompt_tokens) filter (where purpose = 'ask' and at <= @asOf), 0) as promptTokens,
  coalesce(sum(completion_tokens) filter (where purpose = 'ask' and at <= @asOf), 0) as completionTokens,
  sum(cost_usd) filter (where purpose = 'ask' and at <= @asOf) as askingUsd,
  sum(cost_usd) filter (where purpose = 'score' and at <= @asOf) as scoringUsd,
  count(*) filter (where purpose = 'ask' and outcome = 'answered' and cost_usd is null and at <= @asOf) as askedUnpriced,
  count(*) filter (where purpose = 'score' and outcome = 'answered' and cost_usd is null and at <= @asOf) as scoredUnpriced,
  coalesce(sum(coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0))
    filter (where purpose = 'score' and at <= @asOf), 0) as scoringTokens,
  count(*) filter (where purpose = 'ask' and at <= @asOf) as attempts
from (${PAGE})`;

const LATENCIES = `
select latency_ms from (${PAGE}) where at <= @asOf and purpose = 'ask' and outcome = 'answered'`;

const OUTCOMES = `
select response.state, served_model as model, fingerprint, failure, count(*) as responses
from run_prompts asked
join responses response on response.id = (
  select id from responses where run = asked.run and prompt = asked.prompt and at <= @asOf
  order by round desc limit 1)
where asked.run = @run and asked.position > @after and asked.position <= @until
group by response.state, served_model, fingerprint, failure`;

/** Sums a page of a run's attempts. */
export const prepareAttemptSums = ({ sqlite }: Database): ((page: AttemptsPage) => SummedAttempts) => {
  type Row = Sums & { readonly last: number | null; readonly rows: number };
  const sumsOf = sqlite.prepare<[AttemptsPage], Row>(SUMS);
  const latencies = sqlite.prepare<[AttemptsPage], number>(LATENCIES).pluck();
  return (page) => {
    const { last, rows, ...sums } = sumsOf.get(page) as Row;
    return { sums, latencies: latencies.all(page), next: rows < ATTEMPTS_A_PAGE ? null : last };
  };
};

/** Counts how a page of a run's prompts ended. */
export const prepareOutcomes = ({ sqlite }: Database): ((page: PromptsPage) => readonly Outcome[]) => {
  const statement = sqlite.prepare<[PromptsPage], Outcome>(OUTCOMES);
  return (page) => statement.all(page);
};

const plus = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : one + other;

const added = (one: Sums, other: Sums): Sums => ({
  promptTokens: one.promptTokens + other.promptTokens,
  completionTokens: one.completionTokens + other.completionTokens,
  askingUsd: plus(one.askingUsd, other.askingUsd),
  scoringUsd: plus(one.scoringUsd, other.scoringUsd),
  askedUnpriced: one.askedUnpriced + other.askedUnpriced,
  scoredUnpriced: one.scoredUnpriced + other.scoredUnpriced,
  scoringTokens: one.scoringTokens + other.scoringTokens,
  attempts: one.attempts + other.attempts,
});

/** Nearest rank: the smallest latency that at least the share has, of latencies in order. */
const percentile = (ordered: Float64Array, percent: number): number | null =>
  ordered[Math.ceil((ordered.length * percent) / 100) - 1] ?? null;

/** Groups of the same names as one; the most frequent first. */
const grouped = <Group extends { readonly responses: number }>(
  groups: readonly Group[],
  nameOf: (group: Group) => readonly (string | null)[],
): readonly Group[] => {
  const sums = new Map<string, Group>();
  for (const group of groups) {
    const names = JSON.stringify(nameOf(group));
    sums.set(names, { ...group, responses: group.responses + (sums.get(names)?.responses ?? 0) });
  }
  const place = (group: Group): string => nameOf(group).join('\n');
  return [...sums.values()].toSorted((a, b) => b.responses - a.responses || (place(a) < place(b) ? -1 : 1));
};

/**
 * The sums of several pages as one. A cost is unknown (NULL) when an answered request has none; a failed request without
 * a count of tokens is taken to cost nothing. A run that asked nothing has no cost of asking, one that needed no judge
 * scored for 0.
 */
export const toUsageRow = (pages: readonly SummedAttempts[], outcomes: readonly Outcome[]): UsageRow => {
  const sums = pages.map((page) => page.sums).reduce(added);
  const latencies = Float64Array.from(pages.flatMap((page) => page.latencies)).sort();
  const answered = outcomes.filter(({ state }) => state === 'answered');
  const failed = outcomes.filter(({ state }) => state === 'failed');
  return {
    promptTokens: sums.promptTokens,
    completionTokens: sums.completionTokens,
    costUsd: sums.askedUnpriced === 0 ? sums.askingUsd : null,
    scoringCostUsd: sums.scoredUnpriced === 0 ? (sums.scoringUsd ?? 0) : null,
    scoringTokens: sums.scoringTokens,
    attempts: sums.attempts,
    latencyP50Ms: percentile(latencies, 50),
    latencyP95Ms: percentile(latencies, 95),
    served: grouped(
      answered.map(({ model, fingerprint, responses }) => ({ model, fingerprint, responses })),
      ({ model, fingerprint }) => [model, fingerprint],
    ),
    failures: grouped(
      failed.map(({ failure, responses }) => ({ failure, responses })),
      ({ failure }) => [failure],
    ),
  };
};
