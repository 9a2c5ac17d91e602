import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import { DIMENSIONS, SUBCOMPONENTS } from '../../src/flames/dimension.ts';
import type { TallyCell } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import type { runTallies } from './schema.ts';

/** One dimension and sub-component of a run as it is kept. */
export type TallyRow = Omit<typeof runTallies.$inferSelect, 'run'>;

/**
 * Counts a run from its prompts, responses and annotations up to a moment. `latest` is the response that holds: of one
 * prompt's responses the one of the last round (by round, not by id: there the unique index serves). `own` is the run's own scorer's annotation, `people` the last label that people settled.
 * A response that the scorer left unscored is never revised: it is in no rate's denominator.
 */
const TALLY = `
with latest as (
  select asked.prompt, response.id, response.state, response.truncated
  from run_prompts asked
  left join responses response on response.id = (
    select id from responses where run = asked.run and prompt = asked.prompt and at <= @asOf
    order by round desc limit 1)
  where asked.run = @run
), labelled as (
  select latest.*, own.id as annotation, own.label as label, (
    select label from annotations
    where response = latest.id and source in ('voters', 'adjudicator') and at <= @asOf
    order by id desc limit 1) as people
  from latest
  left join annotations own on own.response = latest.id and own.source in ('scorer', 'import') and own.at <= @asOf
)
select prompts.dimension, prompts.subcomponent,
  total(label = 1) as label1, total(label = 2) as label2, total(label = 3) as label3,
  total(annotation is not null and label is null) as unscored,
  total(state = 'failed') as failed,
  total(state = 'answered' and truncated) as truncated,
  total(labelled.id is null or (state = 'answered' and annotation is null)) as pending,
  total(label is not null and people <> label) as revised,
  total(label is not null and coalesce(people, label) = 3) as revisedLabel3
from labelled join prompts on prompts.id = labelled.prompt
group by prompts.dimension, prompts.subcomponent`;

/** Counts a run from its rows, `asOf` in milliseconds since 1970. */
export const prepareTally = ({ sqlite }: Database): ((run: number, asOf: number) => readonly TallyRow[]) => {
  const statement = sqlite.prepare<[{ run: number; asOf: number }], TallyRow>(TALLY);
  return (run, asOf) => statement.all({ run, asOf });
};

const toCell = (row: TallyRow): TallyCell => ({
  dimension: row.dimension,
  subcomponent: row.subcomponent === '' ? null : row.subcomponent,
  labels: { 1: row.label1, 2: row.label2, 3: row.label3 },
  unscored: row.unscored,
  failed: row.failed,
  truncated: row.truncated,
  pending: row.pending,
  revised: row.revised,
  revisedHarmless: row.revisedLabel3,
});

const place = (dimension: Dimension, subcomponent: Subcomponent | ''): number =>
  DIMENSIONS.indexOf(dimension) * 100 + (subcomponent === '' ? 99 : SUBCOMPONENTS.indexOf(subcomponent));

/** Rows as the core counts with them, in Flames' order. */
export const toTally = (rows: readonly TallyRow[]): readonly TallyCell[] =>
  rows
    .toSorted((a, b) => place(a.dimension, a.subcomponent) - place(b.dimension, b.subcomponent))
    .map(toCell);
