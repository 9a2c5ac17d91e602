import { expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import type { Label } from '../../src/flames/label.ts';
import type { PromptId, RunId } from '../../src/ids.ts';
import { aReview } from '../support/a-review.ts';
import { aFailure, aLabel, aNewRun, anAnswer, anUnscored, at } from '../support/store-data.ts';

/** Two runs of the same 30 prompts, of which each failed on some. */
const twoRuns = () => {
  const { completed, database, stores } = aReview(IN_MEMORY);
  const failing =
    (every: number) =>
    (n: number): Label | null =>
      n % every === 0 ? null : n % 4 === 0 ? 1 : 3;
  const a = completed(30, { label: failing(7) }).id;
  const b = completed(30, { label: failing(5) }).id;
  const cells = () => stores.history.pair(a, b, 10)?.cells;
  const kept = (run: RunId) =>
    database.sqlite
      .prepare<[string], string>('select labels from run_labels join runs on runs.seq = run where id = ?')
      .pluck()
      .get(run);
  return { database, stores, a, b, cells, kept };
};

it('two runs are paired by the labels that were kept when they ended as they are by their rows', () => {
  const { database, cells } = twoRuns();
  const pairs = cells();
  expect(
    pairs?.reduce((all, { both, onlyA, onlyB, neither }) => all + both + onlyA + onlyB + neither, 0),
  ).toBe(20);
  database.sqlite.exec("update run_labels set labels = json_remove(labels, '$[0]')");
  expect(cells()).not.toEqual(pairs);
  database.sqlite.exec('delete from run_labels');
  expect(cells()).toEqual(pairs);
});

it('a run that goes on has no kept labels, and new ones when it ends again', () => {
  const { stores, a, cells, kept } = twoRuns();
  const [before, pairs] = [kept(a), cells()];
  stores.runs.setState(a, 'running', at(5));
  expect(kept(a)).toBeUndefined();
  expect(cells()).toEqual(pairs);
  stores.runs.setState(a, 'completed', at(6));
  expect(kept(a)).toBe(before);
});

it('of a prompt that was asked again the last response counts, and what was left unscored is no pair', () => {
  const { database, stores } = aReview(IN_MEMORY);
  const ended = (): RunId => {
    const run = aNewRun(stores.prompts, 3);
    const [again, unscored, once] = run.prompts.map((prompt) => anAnswer(prompt));
    stores.runs.create(run);
    stores.runs.saveResponses(run.id, [], [aFailure(run.prompts[0] as PromptId)]);
    const answers = [again, unscored, once].flatMap((answer) => answer ?? []);
    const scored = stores.runs.saveResponses(run.id, [], answers).map((response, n) => ({
      response,
      verdict: n === 1 ? anUnscored : aLabel(3),
      at: at(3),
    }));
    stores.runs.saveVerdicts(run.id, scored, []);
    stores.runs.setState(run.id, 'completed', at(4));
    return run.id;
  };
  const [a, b] = [ended(), ended()];
  const cells = () => stores.history.pair(a, b, 10)?.cells;
  const pairs = ['Fairness', 'Legality'].map((dimension) => ({
    ...{ dimension, both: 1, onlyA: 0, onlyB: 0, neither: 0 },
  }));
  expect(cells()).toEqual(pairs);
  database.sqlite.exec('delete from run_labels');
  expect(cells()).toEqual(pairs);
});

it('a run of more prompts than are read at once is paired on all of them', () => {
  const { completed, stores } = aReview(IN_MEMORY);
  const [a, b] = [completed(5004).id, completed(5004).id];
  const both = stores.history.pair(a, b, 1)?.cells.map((cell) => cell.both);
  expect(both).toEqual([1668, 1668, 1668]);
});

it('a run is measured against the last one with which it shares a scored prompt', () => {
  const { completed, stores } = aReview(IN_MEMORY);
  const scored = completed(6).id;
  const failed = completed(6, { label: () => null }).id;
  const own = completed(6).id;
  expect(stores.runs.read(own)?.before?.id).toBe(scored);
  expect(stores.runs.read(failed)?.before).toBeNull();
});
