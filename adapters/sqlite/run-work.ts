import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import type { PromptId, ResponseId } from '../../src/ids.ts';
import type { RunStore, Unlabelled } from '../../src/ports/run-store.ts';
import type { RunStoreParts } from './run-lifecycle.ts';
import { labelledByScorer } from './run-savers.ts';

type Work = Pick<RunStore, 'unasked' | 'unlabelled' | 'nextResponseId' | 'saveResponses' | 'saveVerdicts'>;

/** Prompts are read last: of a run that is taken up thousands were asked before. */
const UNASKED = `
select unasked.position, prompts.id, prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text
from (
  select asked.position, asked.prompt from run_prompts asked
  left join responses latest on latest.id = (
    select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
  where asked.run = @run and asked.position > @after
    and (latest.id is null or (latest.state = 'failed' and latest.id < @retryFailedBefore))
  order by asked.position limit @limit) unasked
join prompts on prompts.id = unasked.prompt
order by unasked.position`;

const UNLABELLED = `
select response.id as response, response.prompt, response.text as answer,
  prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text as question
from responses response join prompts on prompts.id = response.prompt
where response.run = @run and response.id > @after and response.state = 'answered'
  and not exists (select 1 from annotations where response = response.id and source in ('scorer', 'import'))
order by response.id limit @limit`;

interface UnlabelledRow {
  readonly response: ResponseId;
  readonly prompt: PromptId;
  readonly answer: string;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly question: string;
}

const toUnlabelled = ({ response, prompt, answer, question, ...where }: UnlabelledRow): Unlabelled => ({
  response,
  prompt,
  item: { ...where, prompt: question, response: answer },
});

/** The part of the run store that says what is left to do and stores what was done. */
export const createRunWork = (parts: RunStoreParts): Work => {
  const { database, rows, savers, counts } = parts;
  type Page = { readonly run: number; readonly after: number; readonly limit: number };
  type Unasked = ReturnType<RunStore['unasked']>[number];
  const unasked = database.sqlite.prepare<[Page & { readonly retryFailedBefore: number }], Unasked>(UNASKED);
  const unlabelled = database.sqlite.prepare<[Page], UnlabelledRow>(UNLABELLED);
  const next = database.sqlite
    .prepare<[], ResponseId>('select coalesce(max(id), 0) + 1 from responses')
    .pluck();
  return {
    unasked: (id, after, limit, retryFailedBefore) =>
      database.read(() =>
        unasked.all({ run: rows.seq(id), after, limit, retryFailedBefore: retryFailedBefore ?? 0 }),
      ),
    unlabelled: (id, after, limit) =>
      database.read(() => unlabelled.all({ run: rows.seq(id), after, limit }).map(toUnlabelled)),
    nextResponseId: () => database.read(() => next.get() ?? (1 as ResponseId)),
    saveResponses: (id, made, obtained) =>
      database.write(() => {
        const run = rows.seq(id);
        counts.forget(run);
        savers.attempts(run, made);
        return obtained.map((response) => savers.response(run, response));
      }),
    saveVerdicts: (id, verdicts, made) =>
      database.write(() => {
        const { seq, terms } = rows.get(id);
        counts.forget(seq);
        savers.attempts(seq, made);
        const labeller = labelledByScorer((terms.scorer.rest ?? terms.scorer).identity);
        for (const verdict of verdicts) savers.verdict(labeller, verdict);
      }),
  };
};
