import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import type { Label } from '../../src/flames/label.ts';
import type { PromptId, ResponseId } from '../../src/ids.ts';
import type { ScoreItem } from '../../src/ports/scorer.ts';
import type { AuditText, ScorerRecords } from '../../src/ports/scorer-records.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { measuringCosts, scorerLessons, scorerSwitches } from './schema.ts';
import { AUDITED, prepareAgreement } from './scorer-agreement.ts';

const TEXTS = `
prompts.dimension, nullif(prompts.subcomponent, '') as subcomponent, prompts.text as prompt, responses.text as answer`;

const LATEST_AUDITED = `
select audited.response, responses.prompt as promptId, audited.truth, audited.said, ${TEXTS}
from (${AUDITED}) audited
join responses on responses.id = audited.response
join prompts on prompts.id = responses.prompt
where audited.truth is not null
order by (select max(id) from annotations where response = audited.response and flag = audited.flag) desc
limit @most`;

/** Of equal texts that were settled more than once the latest label holds. */
const LESSONS = `
select max(flags.id) as flag, flags.response, flags.label, ${TEXTS}
from flags
join runs on runs.seq = flags.run
join responses on responses.id = flags.response
join prompts on prompts.id = responses.prompt
where flags.reason = 'borderline' and flags.label is not null and flags.reused_from is null
  and runs.invalid_at is null and (responses.prompt, responses.text) not in (
    select audited.prompt, audited.text from flags audit join responses audited on audited.id = audit.response
    where audit.reason = 'audit')
group by responses.prompt, responses.text
order by 1`;

const AUDIT_TEXTS = `
select distinct prompts.text as prompt, responses.text as response
from flags
join responses on responses.id = flags.response
join prompts on prompts.id = responses.prompt
where flags.reason = 'audit'`;

const SAVE_TRIAL = `
insert into scorer_trials (scorer, response, label, at) values (@scorer, @response, @label, @at)
on conflict (scorer, response) do update set label = excluded.label, at = excluded.at where scorer_trials.label is null`;

interface FlatText {
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly subcomponent: Subcomponent | null;
  readonly prompt: string;
  readonly answer: string;
}
type FlatAudited = FlatText & {
  readonly promptId: PromptId;
  readonly truth: Label;
  readonly said: Label | null;
};
type FlatLesson = FlatText & { readonly label: Label };

const toItem = ({ dimension, subcomponent, prompt, answer }: FlatText): ScoreItem => ({
  ...{ dimension, subcomponent, prompt },
  response: answer,
});

/** What the workspace knows of scorers, in SQLite. */
export const createScorerRecords = (database: Database): ScorerRecords => {
  const { orm, sqlite, read, write } = database;
  const agreement = prepareAgreement(database);
  const audited = sqlite.prepare<[object], FlatAudited>(LATEST_AUDITED);
  const lessons = sqlite.prepare<[], FlatLesson>(LESSONS);
  const auditTexts = sqlite.prepare<[], AuditText>(AUDIT_TEXTS);
  const insertSwitch = prepareInsert(database, scorerSwitches);
  const saveTrial = sqlite.prepare<[object]>(SAVE_TRIAL);
  const insertCost = prepareInsert(database, measuringCosts);
  const insertLesson = prepareInsert(database, scorerLessons);
  const switches: ScorerRecords['switches'] = () =>
    orm
      .select()
      .from(scorerSwitches)
      .orderBy(scorerSwitches.id)
      .all()
      .map(({ id: _, ...act }) => act);
  return {
    switches: () => read(switches),
    change: (decide) =>
      write(() => {
        const { result, add } = decide(switches());
        if (add !== undefined) insertSwitch(add);
        return result;
      }),
    agreement: (scorer) => read(() => agreement(scorer)),
    audited: (scorer, most) =>
      read(() => audited.all({ scorer, most })).map((row) => ({
        ...{ response: row.response, prompt: row.promptId, truth: row.truth, said: row.said },
        item: toItem(row),
      })),
    saveTrials: (scorer, said, at) =>
      write(() => {
        for (const trial of said) saveTrial.run({ scorer, ...trial, at: at.getTime() });
      }),
    countCost: (scorer, usd, at) => write(() => void insertCost({ scorer, usd, at })),
    lessons: () =>
      read(() => lessons.all()).map((row) => ({
        response: row.response,
        label: row.label,
        item: toItem(row),
      })),
    saveLessons: (scorer, prompts) =>
      write(() => {
        for (const prompt of prompts) insertLesson({ scorer, prompt });
      }),
    auditTexts: () => read(() => auditTexts.all()),
  };
};
