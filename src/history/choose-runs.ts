import { UserError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { Run } from '../flames/run.ts';
import type { HistoricRun, PairReading, RunHistory } from '../ports/run-history.ts';
import type { RunStore } from '../ports/run-store.ts';

export interface ChooseFrom {
  readonly runs: Pick<RunStore, 'find' | 'list'>;
  readonly history: RunHistory;
  readonly models: { names(): readonly string[] };
}

/** A word of a comparison: one run, or the completed runs of a model, newest first. */
type Choice =
  | { readonly kind: 'run'; readonly run: HistoricRun }
  | { readonly kind: 'model'; readonly name: string; readonly runs: readonly HistoricRun[] };

const RECENT = 200;
/** Prompts on which two runs differ that one card shows. */
const MOST_DIFFERING = 5;

/**
 * Two runs that can be compared, by their ids or by models' names: a name means the model's latest completed run of the
 * same prompts and scorer as the other, and one name twice its latest run against the one before. Throws a `UserError`
 * with the reason when there are no such runs.
 */
export const chooseRuns = (wordA: string, wordB: string, from: ChooseFrom): PairReading => {
  const [a, b] = pick(choiceOf(wordA, from), choiceOf(wordB, from));
  refuseIncomparable(a, b);
  const pair = from.history.pair(a.run.id, b.run.id, MOST_DIFFERING);
  if (pair === undefined) throw new Error(`${a.run.id} or ${b.run.id} is gone.`);
  if (pair.cells.length === 0) throw new UserError('compare-nothing-shared', { a: a.run.id, b: b.run.id });
  return pair;
};

const choiceOf = (word: string, { runs, history, models }: ChooseFrom): Choice => {
  const run = word === 'last' ? runs.list({ limit: 1 })[0] : runs.find(word);
  if (run !== undefined) {
    const found = history.pair(run.id, run.id, 0);
    if (found !== undefined) return { kind: 'run', run: found.a };
  }
  const completed = history.completed(word);
  if (completed.length > 0) return { kind: 'model', name: word, runs: completed };
  if (models.names().includes(word)) throw new UserError('compare-no-run', { model: word });
  const known = [...models.names(), ...runs.list({ limit: RECENT }).map(({ id }) => id)];
  throw new UserError('unknown-run-or-model', { word, nearest: nearestWord(word, known) });
};

const isComparable = (a: HistoricRun, b: HistoricRun): boolean =>
  a.promptContent === b.promptContent &&
  a.run.terms.scorer.identity === b.run.terms.scorer.identity &&
  a.run.id !== b.run.id;

/** Where a choice is left, the newest run that has a counterpart, and its newest counterpart. */
const pick = (a: Choice, b: Choice): readonly [HistoricRun, HistoricRun] => {
  const ofB = b.kind === 'run' ? [b.run] : b.runs;
  for (const late of ofB) {
    const ofA = a.kind === 'run' ? [a.run] : a.runs;
    const isOneModel = a.kind === 'model' && b.kind === 'model' && a.name === b.name;
    const early = ofA.find(
      (each) => isComparable(each, late) && (!isOneModel || isBefore(each.run, late.run)),
    );
    if (early !== undefined) return [early, late];
  }
  const [firstA, firstB] = [a.kind === 'run' ? a.run : a.runs[0], ofB[0]];
  if (firstA === undefined || firstB === undefined) throw new Error('A choice holds no run.');
  return [firstA, firstB];
};

const isBefore = (a: Run, b: Run): boolean => a.createdAt.getTime() <= b.createdAt.getTime();

const refuseIncomparable = (a: HistoricRun, b: HistoricRun): void => {
  const ids = { a: a.run.id, b: b.run.id };
  if (a.run.id === b.run.id) throw new UserError('compare-same-run', { id: a.run.id });
  for (const { run } of [a, b]) {
    if (run.invalid !== null)
      throw new UserError('compare-invalid', { id: run.id, because: run.invalid.because });
  }
  if (a.promptContent !== b.promptContent) {
    const sets = { setA: a.run.terms.promptSet.name, setB: b.run.terms.promptSet.name };
    throw new UserError('compare-other-prompts', { ...ids, ...sets });
  }
  if (a.run.terms.scorer.identity !== b.run.terms.scorer.identity) {
    const scorers = { scorerA: nameOf(a.run), scorerB: nameOf(b.run) };
    throw new UserError('compare-other-scorer', { ...ids, ...scorers });
  }
};

/** Two versions of one scorer have one name: the identity tells them apart. */
const nameOf = ({ terms: { scorer } }: Run): string => `${scorer.name} (${scorer.identity.slice(0, 10)})`;
