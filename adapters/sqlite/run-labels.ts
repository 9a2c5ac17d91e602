import { atOnce, type Steps } from '../../src/steps.ts';
import type { Database } from './open-database.ts';

/**
 * What a run's own scorer said of the responses that hold, in one number each, prompt · 4 + label: a row of two columns
 * costs twice as much. Prompts without a label are left out.
 */
export type CodedLabels = readonly number[];

/** Of a page of the run's prompts, by their positions, `after` exclusive. */
const LABELS = `
select asked.prompt * 4 + own.label
from run_prompts asked
join responses response on response.id = (
  select id from responses where run = asked.run and prompt = asked.prompt order by round desc limit 1)
join annotations own on own.response = response.id and own.source in ('scorer', 'import') and own.label is not null
where asked.run = @run and asked.position > @after and asked.position <= @until`;

/** Prompts whose labels are read while others wait. */
const PROMPTS_A_PAGE = 5000;

interface Page {
  readonly run: number;
  readonly after: number;
  readonly until: number;
}

/** Labels of runs by prompt, kept for finished ones; inside a transaction of the caller. */
export interface RunLabels {
  /** From the rows. */
  count(run: number): Steps<CodedLabels>;
  keep(run: number, labels: CodedLabels): void;
  forget(run: number): void;
  read(run: number): CodedLabels;
}

export const createRunLabels = ({ sqlite }: Database): RunLabels => {
  const labelsOf = sqlite.prepare<[Page], number>(LABELS).pluck();
  const last = sqlite
    .prepare<[number], number | null>('select max(position) from run_prompts where run = ?')
    .pluck();
  const insert = sqlite.prepare<[number, string]>('insert into run_labels (run, labels) values (?, ?)');
  const drop = sqlite.prepare<[number]>('delete from run_labels where run = ?');
  const kept = sqlite.prepare<[number], string>('select labels from run_labels where run = ?').pluck();
  function* count(run: number): Steps<CodedLabels> {
    const labels: number[] = [];
    const end = last.get(run) ?? -1;
    for (let after = -1; after < end; after += PROMPTS_A_PAGE) {
      if (after >= 0) yield;
      labels.push(...labelsOf.all({ run, after, until: after + PROMPTS_A_PAGE }));
    }
    return labels;
  }
  return {
    count,
    keep: (run, labels) => void insert.run(run, JSON.stringify(labels)),
    forget: (run) => void drop.run(run),
    read: (run) => {
      const found = kept.get(run);
      return found === undefined ? atOnce(count(run)) : (JSON.parse(found) as CodedLabels);
    },
  };
};
