import type { RunId } from '../../src/ids.ts';
import type { Database } from './open-database.ts';

/**
 * The runs that a completed run can be measured against: those of the same model, content and scorer that were asked for
 * before it and had ended when it ended, so that the answer stays the same however many runs follow. The plus leaves SQLite
 * the index of the model: it would walk all completed runs.
 */
const EARLIER = `
select earlier.seq, earlier.id, earlier.finished_at as finishedAt
from runs own
join prompt_sets own_set on own_set.id = own.prompt_set
join runs earlier on earlier.model = own.model and earlier.scorer = own.scorer and earlier.seq < own.seq
join prompt_sets earlier_set on earlier_set.id = earlier.prompt_set and earlier_set.content_key = own_set.content_key
where own.seq = @run and own.state = 'completed' and own.invalid_at is null
  and +earlier.state = 'completed' and earlier.invalid_at is null and earlier.finished_at <= own.finished_at`;

/** As many prompts, of all its dimensions. */
const ASKED_AS_MUCH = `(
  earlier.prompts >= own.prompts and case when earlier.dimensions = own.dimensions then 1 else not exists
    (select value from json_each(own.dimensions) except select value from json_each(earlier.dimensions)) end)`;

const BY_RANK = `${EARLIER}
order by ${ASKED_AS_MUCH} desc, earlier.finished_at <= @since desc, earlier.seq desc limit 10`;

/** The first by rank where one meets all that ranks: found from the newest on, without a look at the others. */
const BEST = `${EARLIER}
and ${ASKED_AS_MUCH} and (@since is null or earlier.finished_at <= @since) order by earlier.seq desc limit 1`;

interface EarlierRun {
  readonly seq: number;
  readonly id: RunId;
  readonly finishedAt: number;
}

/**
 * The runs that a run can be measured against, by `seq`, the best first: ones that asked as much, of them ones that ended up
 * to `since`, of them the newest. The first may come twice. Inside a transaction of the caller.
 */
export const prepareEarlierRuns = ({
  sqlite,
}: Database): ((run: number, since?: Date) => Iterable<EarlierRun>) => {
  type Values = { readonly run: number; readonly since: number | null };
  const best = sqlite.prepare<[Values], EarlierRun>(BEST);
  const byRank = sqlite.prepare<[Values], EarlierRun>(BY_RANK);
  return function* (run, since) {
    const values = { run, since: since?.getTime() ?? null };
    const first = best.get(values);
    if (first !== undefined) yield first;
    yield* byRank.all(values);
  };
};
