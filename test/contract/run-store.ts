import { afterEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../adapters/sqlite/create-stores.ts';
import type { PromptId, ResponseId, RunId } from '../../src/ids.ts';
import { aFailure, aLabel, aNewRun, anAnswer, anAttempt, anUnscored, at } from '../support/store-data.ts';

/** Two processes' stores over the same database, and the death of the second. */
export interface StorePair {
  readonly one: Stores;
  readonly other: Stores;
  killOther(): void;
  close(): void;
}

const start = (stores: Stores, count: number): RunId => {
  const { run } = stores.runs.create(aNewRun(stores.prompts, count));
  stores.runs.setState(run.id, 'running', at(1));
  return run.id;
};

const answerAll = (stores: Stores, run: RunId): readonly number[] => {
  const asked = stores.runs.unasked(run, -1, 1000);
  return stores.runs.saveResponses(
    run,
    asked.map(({ id }) => anAttempt(id)),
    asked.map(({ id }) => anAnswer(id)),
  );
};

/** What every run store promises, whatever it keeps its rows in. */
export const describeRunStore = (name: string, open: () => StorePair): void => {
  const pairs: StorePair[] = [];
  const opened = (): StorePair => {
    const pair = open();
    pairs.push(pair);
    return pair;
  };
  afterEach(() => {
    for (const pair of pairs.splice(0)) pair.close();
  });

  describe(`${name}: what is left to do`, () => {
    it('gives unasked prompts page by page, each once and in order', () => {
      const { one } = opened();
      const run = start(one, 7);
      const first = one.runs.unasked(run, -1, 3);
      one.runs.saveResponses(
        run,
        [],
        first.map(({ id }) => anAnswer(id)),
      );
      const second = one.runs.unasked(run, 2, 3);
      const third = one.runs.unasked(run, 5, 3);
      expect([...first, ...second, ...third].map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(one.runs.unasked(run, -1, 100).map(({ position }) => position)).toEqual([3, 4, 5, 6]);
    });

    it('stores no run that asks a prompt twice', () => {
      const { one } = opened();
      const run = aNewRun(one.prompts, 3);
      const twice = { ...run, prompts: [...run.prompts, ...run.prompts.slice(0, 1)] };
      expect(() => one.runs.create(twice)).toThrow('each prompt once');
      expect(one.runs.list({})).toEqual([]);
    });

    it('gives a sub-component as the prompt has it, and null where there is none', () => {
      const { one } = opened();
      const asked = one.runs.unasked(start(one, 3), -1, 10);
      expect(asked.map(({ subcomponent }) => subcomponent)).toEqual([
        'Toxic language',
        'Physical harm',
        null,
      ]);
    });

    it('gives failed prompts again only when asked to, and only those that failed before', () => {
      const { one } = opened();
      const run = start(one, 4);
      const [a, b] = one.runs.unasked(run, -1, 2);
      if (a === undefined || b === undefined) throw new Error('no prompts');
      one.runs.saveResponses(run, [], [aFailure(a.id), anAnswer(b.id)]);
      const moment = one.runs.nextResponseId();
      expect(one.runs.unasked(run, -1, 10).map(({ position }) => position)).toEqual([2, 3]);
      expect(one.runs.unasked(run, -1, 10, moment).map(({ position }) => position)).toEqual([0, 2, 3]);
      one.runs.saveResponses(run, [], [aFailure(a.id)]);
      expect(one.runs.unasked(run, -1, 10, moment).map(({ position }) => position)).toEqual([2, 3]);
    });

    it('keeps an answer when the prompt is stored a second time', () => {
      const { one } = opened();
      const run = start(one, 1);
      const prompt = one.runs.unasked(run, -1, 1)[0]?.id;
      if (prompt === undefined) throw new Error('no prompt');
      const [first] = one.runs.saveResponses(run, [anAttempt(prompt)], [anAnswer(prompt, { text: '一' })]);
      const [second] = one.runs.saveResponses(run, [anAttempt(prompt)], [anAnswer(prompt, { text: '二' })]);
      expect(second).toBe(first);
      expect(one.runs.responses(run, -1, 10).map(({ text }) => text)).toEqual(['一']);
      expect(one.runs.read(run)?.usage.attempts).toBe(2);
    });

    it('gives answered responses to the scorer once, failed ones never', () => {
      const { one } = opened();
      const run = start(one, 3);
      const [a, b, c] = one.runs.unasked(run, -1, 3);
      if (a === undefined || b === undefined || c === undefined) throw new Error('no prompts');
      const ids = one.runs.saveResponses(run, [], [anAnswer(a.id), aFailure(b.id), anAnswer(c.id)]);
      const waiting = one.runs.unlabelled(run, 0, 10);
      expect(waiting.map(({ response }) => response)).toEqual([ids[0], ids[2]]);
      expect(waiting[0]?.item).toEqual({
        dimension: 'Fairness',
        subcomponent: 'Toxic language',
        prompt: a.text,
        response: `回答${a.id}`,
      });
      expect(one.runs.unlabelled(run, ids[0] ?? 0, 10).map(({ response }) => response)).toEqual([ids[2]]);
      one.runs.saveVerdicts(
        run,
        [{ response: ids[0] ?? (0 as ResponseId), verdict: aLabel(3), at: at(3) }],
        [],
      );
      expect(one.runs.unlabelled(run, 0, 10).map(({ response }) => response)).toEqual([ids[2]]);
    });

    it('keeps the first verdict of a response', () => {
      const { one } = opened();
      const run = start(one, 1);
      answerAll(one, run);
      const response = one.runs.unlabelled(run, 0, 1)[0]?.response;
      if (response === undefined) throw new Error('nothing to score');
      one.runs.saveVerdicts(run, [{ response, verdict: aLabel(3), at: at(3) }], []);
      one.runs.saveVerdicts(run, [{ response, verdict: aLabel(1), at: at(4) }], []);
      expect(one.runs.read(run)?.tally[0]?.labels).toEqual({ 1: 0, 2: 0, 3: 1 });
    });

    it('asks only what is new after a top-up, in the order of the larger subset', () => {
      const { one } = opened();
      const whole = aNewRun(one.prompts, 6);
      const [first, second] = whole.prompts;
      if (first === undefined || second === undefined) throw new Error('no prompts');
      const { run } = one.runs.create({ ...whole, prompts: [first, second], subset: 'smoke' });
      answerAll(one, run.id);
      one.runs.setState(run.id, 'completed', at(5));
      one.runs.extend(run.id, 'full', ['Fairness', 'Safety'], whole.prompts.toReversed());
      expect(one.runs.promptsOf(run.id)).toEqual(whole.prompts.toReversed());
      expect(one.runs.unasked(run.id, -1, 10).map(({ position }) => position)).toEqual([0, 1, 2, 3]);
      expect(one.runs.find(run.id)).toMatchObject({
        subset: 'full',
        prompts: 6,
        dimensions: ['Fairness', 'Safety'],
      });
      expect(one.runs.read(run.id)?.tally.reduce((sum, { pending }) => sum + pending, 0)).toBe(6);
    });

    it('refuses a top-up that leaves out what was asked', () => {
      const { one } = opened();
      const run = start(one, 3);
      const before = one.runs.promptsOf(run);
      expect(() => one.runs.extend(run, 'smoke', ['Fairness'], before.slice(1))).toThrow(/does not contain/);
      expect(one.runs.promptsOf(run)).toEqual(before);
    });
  });

  describe(`${name}: who works on a run`, () => {
    it('makes one run of one event', () => {
      const { one, other } = opened();
      const wanted = aNewRun(one.prompts, 2);
      const first = one.runs.create(wanted);
      const again = other.runs.create({ ...wanted, id: `${wanted.id}-2` as RunId });
      expect([first.created, again.created]).toEqual([true, false]);
      expect(again.run.id).toBe(first.run.id);
      expect(one.runs.list()).toHaveLength(1);
    });

    it('refuses a run that another live process works on, and says it is alive', () => {
      const { one, other } = opened();
      const run = start(one, 2);
      expect(other.runs.claim(run)).toEqual({ kind: 'alive' });
      expect(other.runs.find(run)?.state).toBe('running');
      expect(one.runs.claim(run)).toEqual({ kind: 'claimed' });
      expect(one.runs.claim('run-nowhere' as RunId)).toEqual({ kind: 'unknown' });
    });

    it('shows the run of a dead process as interrupted, at once, and gives it free', () => {
      const { one, other, killOther } = opened();
      const run = start(other, 2);
      const { run: queued } = other.runs.create(aNewRun(other.prompts, 3));
      expect(one.runs.find(run)?.state).toBe('running');
      killOther();
      expect(one.runs.find(run)?.state).toBe('interrupted');
      expect(one.runs.list({ states: ['interrupted'] }).map(({ id }) => id)).toEqual([queued.id, run]);
      expect(one.runs.list({ states: ['running', 'queued'] })).toEqual([]);
      expect(one.runs.claim(run)).toEqual({ kind: 'claimed' });
      expect(one.runs.find(run)?.state).toBe('running');
    });

    it('lets any process go on with a run that was stopped, but only one of two', () => {
      const { one, other } = opened();
      const run = start(one, 2);
      one.runs.setState(run, 'stopped', at(9), 'Ctrl-C');
      expect(one.runs.find(run)).toMatchObject({ state: 'stopped', note: 'Ctrl-C', finishedAt: at(9) });
      expect(other.runs.claim(run)).toEqual({ kind: 'claimed' });
      expect(one.runs.claim(run)).toEqual({ kind: 'alive' });
      other.runs.setState(run, 'running', at(10));
      expect(one.runs.find(run)).toMatchObject({ startedAt: at(1), finishedAt: null, note: null });
    });

    it('tells the owner of a cancel request until the run is claimed again', () => {
      const { one, other } = opened();
      const run = start(one, 2);
      other.runs.requestCancel(run);
      expect(one.runs.isCancelRequested(run)).toBe(true);
      one.runs.claim(run);
      expect(one.runs.isCancelRequested(run)).toBe(false);
    });

    it('lists runs newest first, by model and up to a limit', () => {
      const { one } = opened();
      const ids = ['a', 'b', 'a'].map((model) => one.runs.create(aNewRun(one.prompts, 2, { model })).run.id);
      expect(one.runs.list().map(({ id }) => id)).toEqual(ids.toReversed());
      expect(one.runs.list({ model: 'a', limit: 1 }).map(({ id }) => id)).toEqual([ids[2]]);
    });

    it('keeps who marked a run invalid first, and why', () => {
      const { one } = opened();
      const run = start(one, 1);
      expect(one.runs.invalidate(run, 'wrong endpoint', 'Ada', at(20))).toBe(true);
      expect(one.runs.invalidate(run, 'another reason', 'Bob', at(30))).toBe(false);
      expect(one.runs.find(run)?.invalid).toEqual({ because: 'wrong endpoint', by: 'Ada', at: at(20) });
    });
  });

  describe(`${name}: what a run gave`, () => {
    it('reads counts as they were at a past moment', () => {
      const { one } = opened();
      const run = start(one, 1);
      const prompt = one.runs.unasked(run, -1, 1)[0]?.id;
      if (prompt === undefined) throw new Error('no prompt');
      one.runs.saveResponses(
        run,
        [anAttempt(prompt, { at: at(10), outcome: 'timeout', costUsd: null })],
        [aFailure(prompt, at(10))],
      );
      const [response] = one.runs.saveResponses(
        run,
        [anAttempt(prompt, { at: at(20) })],
        [anAnswer(prompt, { at: at(20) })],
      );
      if (response === undefined) throw new Error('not stored');
      one.runs.saveVerdicts(run, [{ response, verdict: anUnscored, at: at(30) }], []);
      one.runs.setState(run, 'completed', at(31));
      const cell = (seconds?: number) =>
        one.runs
          .read(run, seconds === undefined ? undefined : at(seconds))
          ?.tally.map(({ pending, failed, unscored }) => ({ pending, failed, unscored }));
      expect(cell(5)).toEqual([{ pending: 1, failed: 0, unscored: 0 }]);
      expect(cell(10)).toEqual([{ pending: 0, failed: 1, unscored: 0 }]);
      expect(cell(20)).toEqual([{ pending: 1, failed: 0, unscored: 0 }]);
      expect(cell()).toEqual([{ pending: 0, failed: 0, unscored: 1 }]);
      expect(one.runs.read(run, at(10))?.failures).toEqual([{ failure: 'timeout', responses: 1 }]);
      expect(one.runs.read(run)?.failures).toEqual([]);
      expect(one.runs.read(run, at(10))?.usage).toMatchObject({
        attempts: 1,
        costUsd: null,
        latencyMs: { p50: null, p95: null },
      });
      expect(one.runs.read(run)?.usage).toMatchObject({ attempts: 2, costUsd: 0.001 });
    });

    it('knows no cost when an answered request has no price, and sums it otherwise', () => {
      const { one } = opened();
      const run = start(one, 2);
      expect(one.runs.read(run)?.usage).toMatchObject({ costUsd: null, scoringCostUsd: 0 });
      expect(one.runs.spentSince(at(0))).toBe(0);
      const [a, b] = one.runs.promptsOf(run);
      if (a === undefined || b === undefined) throw new Error('no prompts');
      one.runs.saveResponses(run, [anAttempt(a), anAttempt(a, { purpose: 'score', costUsd: 0.5 })], []);
      expect(one.runs.read(run)?.usage).toMatchObject({
        costUsd: 0.001,
        scoringCostUsd: 0.5,
        scoringTokens: 15,
      });
      expect(one.runs.spentSince(at(2))).toBeCloseTo(0.501);
      expect(one.runs.spentSince(at(3))).toBe(0);
      one.runs.saveResponses(run, [anAttempt(b, { costUsd: null })], []);
      expect(one.runs.read(run)?.usage).toMatchObject({ costUsd: null, scoringCostUsd: 0.5 });
      expect(one.runs.spentSince(at(2))).toBeCloseTo(0.501);
      expect(one.runs.spentOn(run)).toBeCloseTo(0.501);
    });

    it('counts what was served, and takes latencies by nearest rank', () => {
      const { one } = opened();
      const run = start(one, 21);
      const prompts = one.runs.promptsOf(run);
      one.runs.saveResponses(
        run,
        prompts.map((prompt, index) => anAttempt(prompt, { latencyMs: (index + 1) * 10 })),
        prompts.map((prompt, index) =>
          anAnswer(prompt, index < 15 ? { servedModel: 'x-1', fingerprint: 'fp' } : {}),
        ),
      );
      const reading = one.runs.read(run);
      expect(reading?.usage.latencyMs).toEqual({ p50: 110, p95: 200 });
      expect(reading?.served).toEqual([
        { model: 'x-1', fingerprint: 'fp', responses: 15 },
        { model: null, fingerprint: null, responses: 6 },
      ]);
    });

    it('reads a finished run as it read it live', () => {
      const { one } = opened();
      const run = start(one, 9);
      answerAll(one, run);
      const verdicts = one.runs.unlabelled(run, 0, 5).map(({ response }, index) => ({
        response,
        verdict: index === 0 ? anUnscored : aLabel(index % 2 === 0 ? 3 : 1),
        at: at(3),
      }));
      one.runs.saveVerdicts(run, verdicts, []);
      const live = one.runs.read(run);
      expect(one.runs.countDone(run)).toBe(5);
      one.runs.setState(run, 'stopped', at(9));
      const kept = one.runs.read(run);
      expect({ ...kept, run: undefined }).toEqual({ ...live, run: undefined });
      expect(one.runs.countDone(run)).toBe(5);
    });

    it('counts anew when a finished run is added to', () => {
      const { one } = opened();
      const run = start(one, 2);
      answerAll(one, run);
      one.runs.setState(run, 'stopped', at(9));
      const response = one.runs.unlabelled(run, 0, 1)[0]?.response;
      if (response === undefined) throw new Error('nothing to score');
      one.runs.saveVerdicts(run, [{ response, verdict: aLabel(3), at: at(10) }], []);
      expect(one.runs.read(run)?.tally[0]?.labels[3]).toBe(1);
      expect(one.runs.countDone(run)).toBe(1);
    });

    it('gives current responses in the order of the run, page by page', () => {
      const { one } = opened();
      const run = start(one, 4);
      const [a, b, c] = one.runs.promptsOf(run);
      if (a === undefined || b === undefined || c === undefined) throw new Error('no prompts');
      one.runs.saveResponses(run, [], [anAnswer(c, { truncated: true }), aFailure(a)]);
      one.runs.saveResponses(run, [], [anAnswer(a, { reasoning: '想' }), aFailure(b)]);
      const page = one.runs.responses(run, -1, 2);
      expect(page.map(({ position, state }) => [position, state])).toEqual([
        [0, 'answered'],
        [1, 'failed'],
      ]);
      expect(page[0]).toMatchObject({ reasoning: '想', truncated: false, scorerLabel: null, label: null });
      expect(page[1]).toMatchObject({ text: null, failure: 'timeout', detail: 'No answer within 60 s.' });
      expect(one.runs.responses(run, 1, 2)).toMatchObject([
        { position: 2, truncated: true, prompt: { id: c } },
      ]);
    });

    it('takes in labelled responses as a completed run, and leaves open rows to the scorer', () => {
      const { one } = opened();
      const whole = aNewRun(one.prompts, 2);
      const rows = whole.prompts.map((prompt) => ({ prompt, text: '好', verdict: aLabel(3) }));
      const done = one.runs.createImported(whole, rows, 'Ada');
      expect(done).toMatchObject({ state: 'completed', finishedAt: at(1) });
      expect(one.runs.read(done.id)?.tally.map(({ labels }) => labels[3])).toEqual([1, 1]);
      const open = aNewRun(one.prompts, 2);
      const queued = one.runs.createImported(
        open,
        rows.map((row, index) => ({ ...row, verdict: index === 0 ? row.verdict : null })),
        'Ada',
      );
      expect(queued.state).toBe('queued');
      expect(one.runs.unlabelled(queued.id, 0, 10)).toHaveLength(1);
      expect(one.runs.unasked(queued.id, -1, 10)).toEqual([]);
    });

    it('stores nothing of a group that breaks off', () => {
      const { one } = opened();
      const run = start(one, 2);
      const [a] = one.runs.promptsOf(run);
      if (a === undefined) throw new Error('no prompt');
      expect(() =>
        one.runs.saveResponses(run, [anAttempt(a)], [anAnswer(a), anAnswer(999_999 as PromptId)]),
      ).toThrow();
      expect(one.runs.unasked(run, -1, 10)).toHaveLength(2);
      expect(one.runs.read(run)?.usage.attempts).toBe(0);
    });
  });
};
