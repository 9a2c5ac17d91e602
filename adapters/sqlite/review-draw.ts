import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { ResponseId, RunId } from '../../src/ids.ts';
import type { ReviewStore } from '../../src/ports/review-store.ts';
import type { DrawnFlag, FlagReason } from '../../src/review/flag.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { FLAG_COLUMNS, type FlatFlag, toFlag } from './review-rows.ts';
import { annotations, flags } from './schema.ts';

const CANDIDATES = `
select response.id as response, prompts.dimension, prompts.text as prompt, own.label, own.probabilities,
  coalesce((select count(distinct value ->> '$.label') > 1 from json_each(own.evidence, '$.answers')
    where value ->> '$.valid' = 1), 0) as disagreed,
  (select reason from flags where flags.response = response.id) as flagged
from run_prompts asked
join runs on runs.seq = asked.run
join responses response on response.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
join annotations own on own.response = response.id and own.source in ('scorer', 'import') and own.label is not null
join prompts on prompts.id = asked.prompt
where runs.id = ?
order by asked.position`;

/** The consensus on the same prompt and response; an audit is blind, so it takes only what blind votes settled. */
const SETTLED_BEFORE = `
select flags.id, flags.label, annotations.source, annotations.by from flags
join responses before on before.id = flags.response
join responses now on now.id = @response and now.prompt = before.prompt and now.text = before.text
join annotations on annotations.flag = flags.id and annotations.label = flags.label
where flags.state in ('settled', 'adjudicated') and flags.label is not null and flags.response <> @response
  and (@reason = 'borderline' or flags.reason = 'audit')
order by flags.id desc, annotations.id desc limit 1`;

interface CandidateRow {
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly prompt: string;
  readonly label: Label;
  readonly probabilities: string | null;
  readonly disagreed: number;
  readonly flagged: FlagReason | null;
}

interface Settled {
  readonly id: number;
  readonly label: Label;
  readonly source: 'voters' | 'adjudicator';
  readonly by: string;
}

/** The part of the review store that draws. */
export const createReviewDraw = (
  database: Database,
  counts: KeptCounts,
): Pick<ReviewStore, 'candidates' | 'saveFlags'> => {
  const { sqlite } = database;
  const candidates = sqlite.prepare<[string], CandidateRow>(CANDIDATES);
  const settledBefore = sqlite.prepare<[{ response: number; reason: string }], Settled>(SETTLED_BEFORE);
  const seqOf = sqlite.prepare<[string], number>('select seq from runs where id = ?').pluck();
  const flagOf = sqlite.prepare<[number], FlatFlag>(`select ${FLAG_COLUMNS} where flags.response = ?`);
  const becomeAudit = sqlite.prepare<[{ response: number; probability: number; position: number }]>(
    `update flags set reason = 'audit', probability = @probability, position = @position where response = @response`,
  );
  const insertFlag = prepareInsert(database, flags);
  const insertAnnotation = prepareInsert(database, annotations);

  const reuse = (flag: number, response: ResponseId, settled: Settled, at: Date): void => {
    const { source, by, label } = settled;
    insertAnnotation({
      response,
      source,
      by,
      flag,
      label,
      at,
      reason: `the same reply was settled as f${settled.id}`,
    });
  };
  /** True when the flag is new. */
  const saveFlag = (run: number, drawn: DrawnFlag, at: Date): boolean => {
    const settled = settledBefore.get({ response: drawn.response, reason: drawn.reason });
    const state =
      settled === undefined
        ? { state: 'open' as const }
        : { state: 'settled' as const, label: settled.label, reusedFrom: settled.id, closedAt: at };
    const { changes, lastInsertRowid } = insertFlag({ ...drawn, ...state, run, drawnAt: at });
    if (changes === 1 && settled !== undefined) reuse(Number(lastInsertRowid), drawn.response, settled, at);
    if (changes === 0 && drawn.reason === 'audit') becomeAudit.run(drawn);
    return changes === 1;
  };
  return {
    candidates: (run: RunId) =>
      database.read(() =>
        candidates.all(run).map(({ probabilities, disagreed, ...row }) => ({
          ...row,
          disagreed: disagreed === 1,
          probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
        })),
      ),
    saveFlags: (run, drawn, at) =>
      database.write(() => {
        const seq = seqOf.get(run);
        if (seq === undefined) throw new Error(`The run ${run} is not stored.`);
        const fresh = drawn.filter((flag) => saveFlag(seq, flag, at));
        if (fresh.length > 0) counts.refresh(seq);
        return fresh.flatMap(({ response }) => {
          const row = flagOf.get(response);
          return row === undefined ? [] : [toFlag(row)];
        });
      }),
  };
};
