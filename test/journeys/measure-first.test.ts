import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { parseConfig } from '../../src/config.ts';
import { isHeadline } from '../../src/flames/headline.ts';
import type { ScorerIdentity } from '../../src/ids.ts';
import type { Scorer, Verdict } from '../../src/ports/scorer.ts';
import { auditMore } from '../../src/review/flag-run.ts';
import { atOnce } from '../../src/steps.ts';
import { measureFirst } from '../../src/wiring/measure-first.ts';
import { aReview } from '../support/a-review.ts';
import { aNewRun, at } from '../support/store-data.ts';

const identity = 'paid-1' as ScorerIdentity;
const description = { name: 'paid', kind: 'judge', identity, triage: false } as const;
const cost = { promptTokens: 10, completionTokens: 1, costUsd: 0.01 };
/** Of one asking: a judge may be asked once more. */
const ESTIMATED_USD = 0.005;
const LABELLED: Verdict = { kind: 'label', label: 3, cost };

/** A judge that is paid a cent for each answer; `answer` is what it says to its nth item. */
const aJudge = (answer: (nth: number) => Verdict) => {
  let asked = 0;
  const scorer: Scorer = {
    ...{ description, batchSize: 4, parallelBatches: 2 },
    score: async (items) =>
      items.map(() => {
        asked += 1;
        return answer(asked);
      }),
    close: async () => undefined,
  };
  return { scorer, asked: () => asked };
};

/** Answers when all that may go have gone. */
const slowly =
  ({ scorer }: ReturnType<typeof aJudge>): Scorer['score'] =>
  async (items, signal) => {
    await new Promise((resolve) => setImmediate(resolve));
    return scorer.score(items, signal);
  };

/** Forty audit labels of a team, a run that a new judge is about to score, and `measure` for that. */
const aTeam = (settings = '{}') => {
  const { stores, ports, completed, vote } = aReview(IN_MEMORY);
  atOnce(auditMore(completed(60), 20, ports));
  const flags = stores.reviews.list({}).map(({ flag }) => flag.id);
  for (const id of flags.slice(0, 40)) vote(id, 3, 'bob', 'eve', 'zoe');
  const { run } = stores.runs.create(aNewRun(stores.prompts, 3, { scorer: description }));
  const clock = createManualClock(at(20));
  const scorers = { estimate: async () => () => ESTIMATED_USD };
  const config = parseConfig(settings, 'test');
  const parts = { stores, clock, config, scorers, setAside: { usd: 0 } };
  const told: unknown[] = [];
  const measure = (scorer: Scorer, signal = new AbortController().signal) =>
    measureFirst(
      run,
      { ...scorer, hindrance: () => undefined },
      { signal, onEvent: (event) => told.push(event) },
      parts,
    );
  return {
    told,
    clock,
    cancel: () => stores.runs.requestCancel(run.id),
    measure,
    spent: () => stores.runs.spentOn(run.id),
    agreement: () => stores.scorerRecords.agreement(identity),
  };
};

describe('a scorer that is new', () => {
  it('is asked about every audit label once, and the run that it begins with bears the cost', async () => {
    const { measure, spent, agreement, told } = aTeam();
    const { scorer, asked } = aJudge(() => LABELLED);
    await measure(scorer);
    await measure(scorer);
    expect(agreement()).toEqual({ labels: 40, measured: 40, agreed: 40 });
    expect(asked()).toBe(40);
    expect(spent()).toBeCloseTo(0.4, 10);
    expect(told).toEqual([{ kind: 'measuring', done: 32, total: 40 }]);
  });

  it('is asked about no more labels than the configuration says', async () => {
    const few = aTeam('review: { headline: { measure: 5 } }');
    await few.measure(aJudge(() => LABELLED).scorer);
    expect(few.agreement()).toMatchObject({ labels: 40, measured: 5 });
  });

  it.each([
    ['costPerRunUsd', 'with many answers under way', 16, 0.01],
    ['costPerDayUsd', 'with many answers under way', 16, 0.01],
    ['costPerDayUsd', 'where answers are dearer than anybody guessed', 1, 0.03],
  ])('spends no more than %s, also %s', async (cap, _how, parallelBatches, costUsd) => {
    const capped = aTeam(`limits: { ${cap}: 0.1 }`);
    const judge = aJudge(() => ({ ...LABELLED, cost: { ...cost, costUsd } }));
    await capped.measure({ ...judge.scorer, batchSize: 1, parallelBatches, score: slowly(judge) });
    expect(capped.spent()).toBeGreaterThan(0.08);
    expect(capped.spent()).toBeLessThanOrEqual(0.1 + 1e-9);
  });

  it('keeps what it said when it breaks or is stopped, and is asked again about what it left unscored', async () => {
    const { measure, agreement } = aTeam();
    const broken = aJudge((nth) => {
      if (nth > 32) throw new Error('the judge is gone');
      return nth === 1 ? { kind: 'unscored', reason: 'no answer', cost } : LABELLED;
    });
    await expect(measure(broken.scorer)).rejects.toThrow('the judge is gone');
    expect(agreement()).toEqual({ labels: 40, measured: 32, agreed: 31 });
    const stop = new AbortController();
    const stopped = aJudge(() => {
      stop.abort();
      throw new Error('stopped');
    });
    await measure(stopped.scorer, stop.signal);
    const again = aJudge(() => LABELLED);
    await measure(again.scorer);
    expect(again.asked()).toBe(9);
    expect(agreement()).toEqual({ labels: 40, measured: 40, agreed: 40 });
  });

  it('that leaves most unscored agrees with nobody on them: its numbers are no headline', async () => {
    const { measure, agreement } = aTeam();
    const silent = { kind: 'unscored', reason: 'no answer', cost } as const;
    await measure(aJudge((nth) => (nth % 4 === 0 ? LABELLED : silent)).scorer);
    expect(agreement()).toEqual({ labels: 40, measured: 40, agreed: 10 });
    expect(isHeadline(agreement(), { agreement: 0.6, from: 20 })).toBe(false);
  });

  it('that hangs holds nobody up who cancels the run', async () => {
    const { measure, cancel, clock, agreement } = aTeam();
    const hanging: Scorer = {
      ...aJudge(() => LABELLED).scorer,
      score: (_items, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const measured = measure(hanging);
    cancel();
    await clock.runUntil(measured);
    expect(agreement()).toMatchObject({ measured: 0 });
  });
});
