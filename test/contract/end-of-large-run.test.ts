import { afterEach, describe, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { type Database, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { othersTurns } from '../support/others-turns.ts';
import { aFailure, aLabel, aNewRun, anAnswer, anAttempt, at } from '../support/store-data.ts';

const opened: Database[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

const PROMPTS = 4500;

/** A run whose n-th prompt took n ms; every tenth failed, every second answer is a 3, the others are a 1. */
const aLargeRun = () => {
  const database = openDatabase(':memory:');
  opened.push(database);
  const { runs, prompts } = createStores(database, createMemoryLiveness());
  const { run } = runs.create(aNewRun(prompts, PROMPTS));
  runs.setState(run.id, 'running', at(1));
  const asked = runs.promptsOf(run.id);
  const responses = runs.saveResponses(
    run.id,
    asked.map((prompt, n) =>
      anAttempt(prompt, { latencyMs: n + 1, outcome: n % 10 === 9 ? 'timeout' : 'answered' }),
    ),
    asked.map((prompt, n) =>
      n % 10 === 9 ? aFailure(prompt) : anAnswer(prompt, { servedModel: n < 1500 ? 'old' : 'new' }),
    ),
  );
  const scored = responses.flatMap((response, n) =>
    n % 10 === 9 ? [] : [{ response, verdict: aLabel(n % 2 === 0 ? 3 : 1), at: at(3) }],
  );
  runs.saveVerdicts(run.id, scored, []);
  const settle = database.sqlite.prepare(
    `insert into annotations (response, source, by, label, at) values (?, 'adjudicator', 'Ada', ?, ?)`,
  );
  const readTally = (column: 'revised' | 'failed' | 'pending') =>
    runs.read(run.id)?.tally.reduce((sum, cell) => sum + cell[column], 0);
  return {
    ...{ runs, prompts, readTally, run: run.id, first: responses[0] ?? 0 },
    settle: (response: number, label: number) => settle.run(response, label, at(4).getTime()),
  };
};

describe('the end of a large run', () => {
  it('is counted in steps between which others have their turn, and is stored as one', async () => {
    const { runs, run, readTally } = aLargeRun();
    const { turns } = await othersTurns(
      runs.end(run, 'completed', () => {
        expect(runs.find(run)?.state).toBe('running');
        return at(9);
      }),
    );
    expect(turns).toBeGreaterThanOrEqual(3);
    expect(runs.find(run)).toMatchObject({ state: 'completed', finishedAt: at(9) });
    expect([readTally('failed'), readTally('pending')]).toEqual([450, 0]);
    const { usage, served, failures } = runs.read(run) ?? {};
    expect(usage).toMatchObject({ attempts: PROMPTS, promptTokens: 45_000, completionTokens: 22_500 });
    expect(usage?.costUsd).toBeCloseTo(4.5, 9);
    // of 1 to 4,500 ms without every tenth the 2,025th and the 3,848th
    expect(usage?.latencyMs).toEqual({ p50: 2249, p95: 4275 });
    expect(served).toEqual([
      { model: 'new', fingerprint: null, responses: 2700 },
      { model: 'old', fingerprint: null, responses: 1350 },
    ]);
    expect(failures).toEqual([{ failure: 'timeout', responses: 450 }]);
  });

  it('has the labels that people settled while it was counted', async () => {
    const { runs, run, first, settle, readTally } = aLargeRun();
    const ending = runs.end(run, 'completed', () => at(9));
    settle(first, 1);
    await ending;
    expect(readTally('revised')).toBe(1);
  });

  it('has what was added to it while it was counted', async () => {
    const { runs, prompts, run, readTally } = aLargeRun();
    const more = aNewRun(prompts, PROMPTS + 1000).prompts;
    const ending = runs.end(run, 'stopped', () => at(9));
    runs.extend(run, 'larger', ['Fairness', 'Safety', 'Legality'], more);
    await ending;
    expect(readTally('pending')).toBe(1000);
  });

  it('does not come when somebody goes on with it while it is counted', async () => {
    const { runs, run, readTally } = aLargeRun();
    const ending = runs.end(run, 'cancelled', () => at(9));
    runs.setState(run, 'queued', at(8));
    expect(await ending).toBe(false);
    expect(runs.find(run)).toMatchObject({ state: 'queued', finishedAt: null });
    expect(readTally('failed')).toBe(450);
  });
});
