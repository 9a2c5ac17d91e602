import type { Dimension } from '../../src/flames/dimension.ts';
import type { Label, LabelProbabilities } from '../../src/flames/label.ts';
import type { AnnotationId, ResponseId, RunId } from '../../src/ids.ts';
import type { ReviewStore } from '../../src/ports/review-store.ts';
import type { Flagged } from '../../src/review/draw-flags.ts';
import type { DrawnFlag, Flag, FlagReason } from '../../src/review/flag.ts';
import type { KeptCounts } from './kept-counts.ts';
import type { Database } from './open-database.ts';
import { prepareInsert } from './prepare-insert.ts';
import { flagName, HELD } from './review-rows.ts';
import { annotations } from './schema.ts';

const CANDIDATES = `
select asked.position, response.id as response, prompts.dimension, prompts.text as prompt, own.label, own.probabilities,
  coalesce((select count(distinct value ->> '$.label') > 1 from json_each(own.evidence, '$.answers')
    where value ->> '$.valid' = 1), 0) as disagreed
from run_prompts asked
join runs on runs.seq = asked.run
join responses response on response.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
join annotations own on own.response = response.id and own.source in ('scorer', 'import') and own.label is not null
join prompts on prompts.id = asked.prompt
where runs.id = @run and asked.position > @after
order by asked.position limit @limit`;

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

/** By hand and in order: an audit stores thousands at once. */
const ADD_FLAG = `
insert into flags (run, response, dimension, reason, probability, position, scorer_label, drawn_at, state, label,
  reused_from, closed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

interface CandidatesPage {
  readonly run: RunId;
  readonly after: number;
  readonly limit: number;
}

interface CandidateRow {
  readonly position: number;
  readonly response: ResponseId;
  readonly dimension: Dimension;
  readonly prompt: string;
  readonly label: Label;
  readonly probabilities: string | null;
  readonly disagreed: number;
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
): Pick<ReviewStore, 'candidates' | 'flagged' | 'saveFlags'> => {
  const { sqlite } = database;
  const candidates = sqlite.prepare<[CandidatesPage], CandidateRow>(CANDIDATES);
  const settledBefore = sqlite.prepare<[number], Settled>(SETTLED_BEFORE);
  const seqs = sqlite.prepare<[string], number>('select seq from runs where id = ?').pluck();
  const flagged = sqlite
    .prepare<[number], [ResponseId, FlagReason]>('select response, reason from flags where run = ?')
    .raw();
  const becomeAudit = sqlite.prepare<[Promotion]>(BECOME_AUDIT);
  const heldBefore = sqlite.prepare<[number], AnnotationId>(HELD).pluck();
  const addFlag = sqlite.prepare<unknown[]>(ADD_FLAG);
  const insertAnnotation = prepareInsert(database, annotations);

  const seqOf = (run: RunId): number => {
    const seq = seqs.get(run);
    if (seq === undefined) throw new Error(`The run ${run} is not stored.`);
    return seq;
  };
  const flaggedOf = (run: number): Flagged => new Map(flagged.all(run));
  const reuse = (flag: number, { response, id, source, by, label }: Settled, at: Date): void => {
    const supersedes = heldBefore.get(response) ?? null;
    const reason = `the same reply was settled as f${id}`;
    insertAnnotation({ response, source, by, flag, label, at, supersedes, reason });
    counts.settled(response);
  };
  const promote = ({ response, reason, probability, position }: DrawnFlag, at: Date): void => {
    if (reason === 'audit') becomeAudit.run({ response, probability, position, at: at.getTime() });
  };
  // no spreads: of thousands of flags they take as long as storing them
  const add = (
    drawn: DrawnFlag,
    settled: Settled | undefined,
    { run, seq, drawnAt }: { readonly run: RunId; readonly seq: number; readonly drawnAt: Date },
  ): Flag => {
    const { response, dimension, reason, probability, position, scorerLabel } = drawn;
    const state = settled === undefined ? 'open' : 'settled';
    const label = settled?.label ?? null;
    const from = settled?.id ?? null;
    const closedAt = settled === undefined ? null : drawnAt;
    const at = drawnAt.getTime();
    const { lastInsertRowid } = addFlag.run(
      ...[seq, response, dimension, reason, probability, position, scorerLabel, at],
      ...[state, label, from, closedAt && at],
    );
    const id = Number(lastInsertRowid);
    if (settled !== undefined) reuse(id, settled, drawnAt);
    const reusedFrom = from === null ? null : flagName(from);
    return {
      id: flagName(id),
      run,
      response,
      dimension,
      reason,
      probability,
      position,
      scorerLabel,
      drawnAt,
      state,
      label,
      reusedFrom,
      closedAt,
    };
  };
  return {
    candidates: (run, after, limit) =>
      database.read(() =>
        candidates.all({ run, after, limit }).map(({ probabilities, disagreed, ...row }) => ({
          ...row,
          disagreed: disagreed === 1,
          probabilities: probabilities === null ? null : (JSON.parse(probabilities) as LabelProbabilities),
        })),
      ),
    flagged: (run) => database.read(() => flaggedOf(seqOf(run))),
    saveFlags: (run, draw, at) =>
      database.write(() => {
        const seq = seqOf(run);
        const before = flaggedOf(seq);
        const drawn = draw(before);
        const settled = settledBefore.all(seq);
        const last = (reasons: readonly FlagReason[]) =>
          new Map(settled.filter(({ reason }) => reasons.includes(reason)).map((row) => [row.response, row]));
        // an audit is blind, so it takes only what blind votes settled
        const usable = { audit: last(['audit']), borderline: last(['audit', 'borderline']) };
        for (const flag of drawn) if (before.has(flag.response)) promote(flag, at);
        return drawn
          .filter(({ response }) => !before.has(response))
          .map((flag) => add(flag, usable[flag.reason].get(flag.response), { run, seq, drawnAt: at }));
      }),
  };
};
