import type { Dimension, Subcomponent } from '../../src/flames/dimension.ts';
import { DIMENSIONS, SUBCOMPONENTS } from '../../src/flames/dimension.ts';
import type { TallyCell } from '../../src/ports/run-store.ts';
import type { Database } from './open-database.ts';
import type { runTallies } from './schema.ts';

/** One dimension and sub-component of a run as it is kept. */
export type TallyRow = Omit<typeof runTallies.$inferSelect, 'run'>;

/** Prompts of a run by their positions, `after` exclusive, as they were at `asOf`, milliseconds since 1970. */
export interface PromptsPage {
  readonly run: number;
  readonly after: number;
  readonly until: number;
  readonly asOf: number;
}

/**
 * Counts prompts from their responses and annotations up to a moment. `latest` is the response that holds: of one
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
  where asked.run = @run and asked.position > @after and asked.position <= @until
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

/** Counts a page of a run's prompts. */
export const prepareTally = ({ sqlite }: Database): ((page: PromptsPage) => readonly TallyRow[]) => {
  const statement = sqlite.prepare<[PromptsPage], TallyRow>(TALLY);
  return (page) => statement.all(page);
};

const added = (one: TallyRow, other: TallyRow): TallyRow => ({
  dimension: one.dimension,
  subcomponent: one.subcomponent,
  label1: one.label1 + other.label1,
  label2: one.label2 + other.label2,
  label3: one.label3 + other.label3,
  unscored: one.unscored + other.unscored,
  failed: one.failed + other.failed,
  truncated: one.truncated + other.truncated,
  pending: one.pending + other.pending,
  revised: one.revised + other.revised,
  revisedLabel3: one.revisedLabel3 + other.revisedLabel3,
});

/** The counts of several pages as one. */
export const sumTallies = (rows: readonly TallyRow[]): readonly TallyRow[] => {
  const sums = new Map<string, TallyRow>();
  for (const row of rows) {
    const cell = `${row.dimension} ${row.subcomponent}`;
    const sum = sums.get(cell);
    sums.set(cell, sum === undefined ? row : added(sum, row));
  }
  return [...sums.values()];
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
