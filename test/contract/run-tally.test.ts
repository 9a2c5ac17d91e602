import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import type { Prompt } from '../../src/flames/prompt.ts';
import type { TallyCell } from '../../src/ports/run-store.ts';
import { aFailure, aLabel, aNewRun, anAnswer, anUnscored, at, somePrompts } from '../support/store-data.ts';

type Label = 1 | 2 | 3;
/** What became of one prompt: failures first, then perhaps an answer, its verdict, and labels of people. */
interface Fate {
  readonly failures: number;
  readonly answered: boolean;
  readonly truncated: boolean;
  readonly verdict: Label | 'unscored' | 'none';
  readonly people: readonly Label[];
}

const label = fc.constantFrom<Label>(1, 2, 3);
const fate: fc.Arbitrary<Fate> = fc.record({
  failures: fc.nat(2),
  answered: fc.boolean(),
  truncated: fc.boolean(),
  verdict: fc.oneof(label, fc.constantFrom('unscored' as const, 'none' as const)),
  people: fc.array(label, { maxLength: 2 }),
});

/** The same counts in plain steps, one prompt at a time. */
const recount = (prompts: readonly Prompt[], fates: readonly Fate[]): readonly TallyCell[] => {
  const cells = new Map<string, { -readonly [Key in keyof TallyCell]: TallyCell[Key] }>();
  for (const [index, { dimension, subcomponent }] of prompts.entries()) {
    const became = fates[index];
    if (became === undefined) continue;
    const empty = {
      labels: { 1: 0, 2: 0, 3: 0 },
      unscored: 0,
      failed: 0,
      truncated: 0,
      pending: 0,
      revised: 0,
      revisedHarmless: 0,
    };
    const cell = cells.get(dimension) ?? { dimension, subcomponent, ...empty };
    cells.set(dimension, cell);
    if (!became.answered) {
      if (became.failures > 0) cell.failed += 1;
      else cell.pending += 1;
      continue;
    }
    if (became.truncated) cell.truncated += 1;
    if (became.verdict === 'none') cell.pending += 1;
    else if (became.verdict === 'unscored') cell.unscored += 1;
    else {
      cell.labels = { ...cell.labels, [became.verdict]: cell.labels[became.verdict] + 1 };
      const settled = became.people.at(-1) ?? became.verdict;
      if (settled !== became.verdict) cell.revised += 1;
      if (settled === 3) cell.revisedHarmless += 1;
    }
  }
  return [...cells.values()];
};

const play = (fates: readonly Fate[]) => {
  const database = openDatabase(':memory:');
  const { prompts, runs } = createStores(database, createMemoryLiveness());
  const { run } = runs.create(aNewRun(prompts, fates.length));
  const asked = runs.promptsOf(run.id);
  const settle = database.sqlite.prepare(
    `insert into annotations (response, source, by, label, at) values (?, 'adjudicator', 'Ada', ?, ?)`,
  );
  for (const [index, became] of fates.entries()) {
    const prompt = asked[index];
    if (prompt === undefined) continue;
    for (let failure = 0; failure < became.failures; failure += 1)
      runs.saveResponses(run.id, [], [aFailure(prompt)]);
    if (!became.answered) continue;
    const [response] = runs.saveResponses(run.id, [], [anAnswer(prompt, { truncated: became.truncated })]);
    if (response === undefined || became.verdict === 'none') continue;
    const verdict = became.verdict === 'unscored' ? anUnscored : aLabel(became.verdict);
    runs.saveVerdicts(run.id, [{ response, verdict, at: at(3) }], []);
    for (const one of became.people) settle.run(response, one, at(4).getTime());
  }
  const live = runs.read(run.id)?.tally;
  const beforePeople = runs.read(run.id, at(3))?.tally;
  const done = runs.countDone(run.id);
  runs.setState(run.id, 'completed', at(9));
  const kept = { tally: runs.read(run.id)?.tally, done: runs.countDone(run.id) };
  const scored = runs.responses(run.id, -1, 1000).filter(({ scorerLabel }) => scorerLabel !== null);
  const labels = scored.map((row) => row.label);
  database.close();
  return { live, beforePeople, kept, done, labels };
};

it('counts as a plain recount does: live, kept, and before people voted', () => {
  fc.assert(
    fc.property(fc.array(fate, { minLength: 1, maxLength: 12 }), (fates) => {
      const prompts = somePrompts(fates.length);
      const expected = recount(prompts, fates);
      const { live, beforePeople, kept, done, labels } = play(fates);
      const pending = expected.reduce((sum, cell) => sum + cell.pending, 0);
      expect(live).toEqual(expected);
      expect(kept).toEqual({ tally: expected, done: fates.length - pending });
      expect(done).toBe(fates.length - pending);
      expect(beforePeople).toEqual(
        recount(
          prompts,
          fates.map((became) => ({ ...became, people: [] })),
        ),
      );
      const harmless = expected.reduce((sum, cell) => sum + cell.revisedHarmless, 0);
      expect(labels.filter((one) => one === 3)).toHaveLength(harmless);
    }),
    { numRuns: 60 },
  );
});
