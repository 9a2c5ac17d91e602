import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { AnnotationId, ResponseId, RunId } from '../../src/ids.ts';
import type { ReviewStore } from '../../src/ports/review-store.ts';
import type { DrawnFlag, FlagReason } from '../../src/review/flag.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { FLAG_COLUMNS, type FlatFlag, HELD, toFlag } from './review-rows.ts';
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

/** What people settled elsewhere on prompts and responses of this run, the last word on each last. */
const SETTLED_BEFORE = `
select now.id as response, flags.id, flags.reason, flags.label, annotations.source, annotations.by from flags
join responses before on before.id = flags.response
join responses now on now.run = ? and now.prompt = before.prompt and now.text = before.text
join annotations on annotations.response = flags.response and annotations.flag = flags.id
  and annotations.label = flags.label
where flags.state in ('settled', 'adjudicated') and flags.label is not null and flags.response <> now.id
order by flags.id, annotations.id`;

/** What a scorer's doubt drew is from now on part of the audit: what people said of it counts, and from now on only. */
const BECOME_AUDIT = `
update flags set reason = 'audit', probability = @probability, position = @position,
  drawn_at = case reason when 'borderline' then @at else drawn_at end
where response = @response`;

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
  readonly response: ResponseId;
  readonly id: number;
  readonly reason: FlagReason;
  readonly label: Label;
  readonly source: 'voters' | 'adjudicator';
  readonly by: string;
}

type Promotion = Pick<DrawnFlag, 'response' | 'probability' | 'position'> & { readonly at: number };

/** The part of the review store that draws. */
export const createReviewDraw = (
  database: Database,
  counts: KeptCounts,
): Pick<ReviewStore, 'candidates' | 'saveFlags'> => {
  const { sqlite } = database;
  const candidates = sqlite.prepare<[string], CandidateRow>(CANDIDATES);
  const settledBefore = sqlite.prepare<[number], Settled>(SETTLED_BEFORE);
  const seqOf = sqlite.prepare<[string], number>('select seq from runs where id = ?').pluck();
  const flagOf = sqlite.prepare<[number], FlatFlag>(`select ${FLAG_COLUMNS} where flags.response = ?`);
  const becomeAudit = sqlite.prepare<[Promotion]>(BECOME_AUDIT);
  const heldBefore = sqlite.prepare<[number], AnnotationId>(HELD).pluck();
  const insertFlag = prepareInsert(database, flags);
  const insertAnnotation = prepareInsert(database, annotations);

  const reuse = (flag: number, { response, id, source, by, label }: Settled, at: Date): void => {
    const supersedes = heldBefore.get(response) ?? null;
    const reason = `the same reply was settled as f${id}`;
    insertAnnotation({ response, source, by, flag, label, at, supersedes, reason });
    counts.settled(response);
  };
  /** True when the flag is new. */
  const saveFlag = (run: number, drawn: DrawnFlag, settled: Settled | undefined, at: Date): boolean => {
    const state =
      settled === undefined
        ? { state: 'open' as const }
        : { state: 'settled' as const, label: settled.label, reusedFrom: settled.id, closedAt: at };
    const { changes, lastInsertRowid } = insertFlag({ ...drawn, ...state, run, drawnAt: at });
    if (changes === 1 && settled !== undefined) reuse(Number(lastInsertRowid), settled, at);
    if (changes === 0 && drawn.reason === 'audit') {
      const { response, probability, position } = drawn;
      becomeAudit.run({ response, probability, position, at: at.getTime() });
    }
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
        const settled = settledBefore.all(seq);
        const last = (reasons: readonly FlagReason[]) =>
          new Map(settled.filter(({ reason }) => reasons.includes(reason)).map((row) => [row.response, row]));
        // an audit is blind, so it takes only what blind votes settled
        const usable = { audit: last(['audit']), borderline: last(['audit', 'borderline']) };
        const fresh = drawn.filter((flag) => saveFlag(seq, flag, usable[flag.reason].get(flag.response), at));
        return fresh.flatMap(({ response }) => {
          const row = flagOf.get(response);
          return row === undefined ? [] : [toFlag(row)];
        });
      }),
  };
};
