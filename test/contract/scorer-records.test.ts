import { describe, expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import type { ScorerIdentity } from '../../src/ids.ts';
import { auditMore, flagRun } from '../../src/review/flag-run.ts';
import { atOnce } from '../../src/steps.ts';
import { aReview } from '../support/a-review.ts';
import { aScorer, at } from '../support/store-data.ts';

const OTHER = 'other-1' as ScorerIdentity;
const ANN = { platform: 'slack', id: 'U1', name: 'Ann' };
const TEAM = ['bob', 'eve', 'zoe'] as const;
const UNSURE = { 1: 0.3, 2: 0.3, 3: 0.4 };

/** An audited run with people's labels on its first flags: they call every other response a 1. */
const audited = (labels: number) => {
  const review = aReview(IN_MEMORY);
  const run = review.completed(12);
  atOnce(auditMore(run, 3, review.ports));
  const flags = review.stores.reviews.list({}).map(({ flag }) => flag);
  for (const [n, { id }] of flags.slice(0, labels).entries()) review.vote(id, n % 2 === 0 ? 3 : 1, ...TEAM);
  return { ...review, run, flags, records: review.stores.scorerRecords };
};

describe('how a scorer agrees with people', () => {
  it('is counted from what it said as the scorer of a run and from trials', () => {
    const { records, time } = audited(4);
    expect(records.agreement(aScorer.identity)).toEqual({ labels: 4, measured: 4, agreed: 2 });
    expect(records.agreement(OTHER)).toEqual({ labels: 4, measured: 0, agreed: 0 });
    const [latest, ...earlier] = records.audited(OTHER, 3);
    if (latest === undefined) throw new Error('nobody labelled anything');
    expect(earlier).toHaveLength(2);
    expect(latest).toMatchObject({
      truth: 1,
      said: null,
      item: { response: expect.stringMatching(/^回答/) },
    });
    records.saveTrials(OTHER, [{ response: latest.response, label: 1 }], at(time.second));
    records.saveTrials(OTHER, [{ response: latest.response, label: 3 }], at(time.second));
    expect(records.agreement(OTHER)).toEqual({ labels: 4, measured: 1, agreed: 1 });
    expect(records.audited(OTHER, 1)).toMatchObject([{ said: 1 }]);
  });

  it('leaves out open ballots, runs marked invalid and every reply to a prompt that taught the scorer, also another model’s', () => {
    const { records, stores, run, completed, ports, vote, flags } = audited(4);
    const open = flags.slice(4).map(({ id }) => id);
    const again = completed(12, { model: 'model-y', text: (n) => `另答${n}` });
    atOnce(auditMore(again, 4, ports));
    expect(records.agreement(OTHER)).toMatchObject({ labels: 4 });
    const others = stores.reviews.list({ run: again.id, states: ['open'] }).map(({ flag }) => flag.id);
    for (const id of [...open, ...others]) vote(id, 3, ...TEAM);
    const all = records.audited(OTHER, 99).map(({ item }) => item.prompt);
    const twice = all.find((prompt, at) => all.indexOf(prompt) !== at) ?? 'none';
    expect(records.agreement(OTHER)).toMatchObject({ labels: all.length });
    records.saveLessons(OTHER, [twice, 'of a file, and of no run']);
    records.saveLessons(OTHER, [twice]);
    expect(records.agreement(OTHER)).toMatchObject({ labels: all.length - 2 });
    expect(records.audited(OTHER, 99).map(({ item }) => item.prompt)).not.toContain(twice);
    expect(records.agreement(aScorer.identity)).toMatchObject({ labels: all.length });
    stores.runs.invalidate(run.id, 'a wrong key', 'Ann', at(20));
    expect(records.agreement(OTHER).labels).toBeLessThan(all.length - 2);
  });

  it('is as it was at a past moment', () => {
    const { stores, run, records, time, vote, flags } = audited(2);
    time.second = 30;
    vote(flags[2]?.id ?? '', 1, ...TEAM);
    expect(stores.runs.read(run.id)?.agreement).toEqual({ labels: 3, measured: 3, agreed: 1 });
    expect(stores.runs.read(run.id, at(20))?.agreement).toEqual({ labels: 2, measured: 2, agreed: 1 });
    expect(records.agreement(aScorer.identity)).toMatchObject({ labels: 3 });
  });
});

describe('what scorers learn from', () => {
  const unsure = (model: string) =>
    ({ model, text: (n: number) => `别的${n}`, probabilities: () => UNSURE }) as const;

  it('is what people settled outside of audits, and nothing that an audit holds', () => {
    const { records, completed, ports, vote, stores } = audited(4);
    expect(records.lessons()).toEqual([]);
    const run = completed(12, unsure('model-y'));
    atOnce(flagRun(run, ports));
    const flags = stores.reviews.list({ run: run.id, reason: 'borderline' }).map(({ flag }) => flag);
    for (const { id } of flags.slice(0, 3)) vote(id, 1, ...TEAM);
    expect(records.lessons()).toMatchObject([{ label: 1 }, { label: 1 }, { label: 1 }]);
    // the same texts in another run: its audit is open, and still nobody learns from what it will measure
    atOnce(auditMore(completed(12, unsure('model-z')), 12, ports));
    expect(records.lessons()).toEqual([]);
    const held = records.auditTexts();
    expect(held).toContainEqual({ prompt: expect.any(String), response: '别的0' });
    expect(held.some(({ response }) => response.startsWith('回答'))).toBe(true);
  });

  it('is one label a text, the one that people settled last', () => {
    const { records, completed, ports, vote, stores } = audited(0);
    const runs = ['model-y', 'model-z'].map((model) => completed(1, unsure(model)));
    for (const run of runs) atOnce(flagRun(run, ports));
    for (const [label, run] of runs.entries()) {
      const [row] = stores.reviews.list({ run: run.id, reason: 'borderline' });
      vote(row?.flag.id ?? '', label === 0 ? 1 : 3, ...TEAM);
    }
    expect(records.lessons()).toMatchObject([{ label: 3 }]);
  });
});

it('keeps who switched the scorer, decided on all acts before', () => {
  const { stores } = aReview(IN_MEMORY);
  const records = stores.scorerRecords;
  const add = { at: at(5), who: ANN, scorer: 'team-1' };
  expect(records.change((before) => ({ result: before.length, add }))).toBe(0);
  expect(records.change((before) => ({ result: before.length }))).toBe(1);
  expect(records.switches()).toEqual([add]);
  stores.people.forget('slack:U1');
  expect(JSON.stringify(records.switches())).not.toContain('Ann');
});
