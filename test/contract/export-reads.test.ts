import { describe, expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { EXPORT_FIELDS, EXPORT_KINDS } from '../../src/export/export-row.ts';
import { type FlagId, newRunId } from '../../src/ids.ts';
import { adjudicate } from '../../src/review/adjudicate.ts';
import { auditMore } from '../../src/review/flag-run.ts';
import { atOnce } from '../../src/steps.ts';
import { aReview } from '../support/a-review.ts';
import { aFailure, aNewRun, anAnswer, anUnscored, at } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const ALL = {};

/** Six responses, all audited; f1 was settled against the scorer, f2 disputed and adjudicated, f3 is open with a vote. */
const reviewed = (home = IN_MEMORY) => {
  const review = aReview(home, '{ maxVotes: 3 }');
  const run = review.completed(6);
  atOnce(auditMore(run, 2, review.ports));
  review.time.second = 20;
  review.vote('f1', 2, 'bob', 'eve');
  review.vote('f1', { kind: 'unsure' }, 'ann');
  review.vote('f1', 2, 'ann');
  review.vote('f2', 3, 'bob');
  review.vote('f2', 2, 'eve');
  review.vote('f2', 1, 'zoe');
  adjudicate(
    { flag: 'f2', label: 1, by: { platform: 'recording', id: 'boss' }, reason: 'it agrees' },
    review.ports,
  );
  review.vote('f3', 3, 'bob');
  return { ...review, run, rows: review.stores.exports.rows };
};

describe('an export', () => {
  it('has exactly the fields that it names, in every kind', () => {
    const { stores, rows, run } = reviewed();
    stores.auditLog.append({ at: at(5), who: run.requestedBy, act: 'evaluate', run: run.id });
    for (const kind of EXPORT_KINDS) {
      const [first] = rows(kind, ALL);
      expect(Object.keys(first ?? {}).toSorted(), kind).toEqual([...EXPORT_FIELDS[kind]].toSorted());
    }
  });

  it('gives responses with the label that holds now beside the scorer’s, failed ones only when asked', () => {
    const { completed, rows, stores, ...review } = reviewed();
    const failing = completed(3, { label: (n) => (n === 1 ? null : 1), model: 'model-y' });
    const mine = [...rows('responses', { run: review.run.id })];
    expect(mine).toHaveLength(6);
    const settled = mine.find(({ flag }) => flag === 'f1');
    expect(settled).toMatchObject({ label: 2, labelSource: 'voters', scorerLabel: 3, state: 'answered' });
    expect(mine.find(({ flag }) => flag === 'f2')).toMatchObject({ label: 1, labelSource: 'adjudicator' });
    expect(mine.find(({ flag }) => flag === 'f3')).toMatchObject({ label: 3, labelSource: 'scorer' });
    expect([...rows('responses', ALL)]).toHaveLength(8);
    const all = [...rows('responses', { run: failing.id, failed: true })];
    expect(all.map(({ state, response, label, failure }) => [state, response, label, failure])).toEqual([
      ['answered', '回答0', 1, null],
      ['failed', null, null, 'timeout'],
      ['answered', '回答2', 1, null],
    ]);
    stores.runs.invalidate(failing.id, 'wrong prompt', 'Ada', at(30));
    expect([...rows('responses', ALL)]).toHaveLength(6);
    expect([...rows('responses', { run: failing.id })]).toHaveLength(2);
  });

  it('gives the reason of what has no label, and the newest of responses that were asked for again', () => {
    const { stores } = aReview(IN_MEMORY);
    const run = aNewRun(stores.prompts, 1);
    stores.runs.create(run);
    const [prompt] = run.prompts;
    if (prompt === undefined) throw new Error('no prompt');
    stores.runs.saveResponses(run.id, [], [aFailure(prompt)]);
    const [response] = stores.runs.saveResponses(run.id, [], [anAnswer(prompt, { text: 'second' })]);
    if (response === undefined) throw new Error('no response');
    stores.runs.saveVerdicts(run.id, [{ response, verdict: anUnscored, at: at(3) }], []);
    expect([...stores.exports.rows('responses', ALL)]).toMatchObject([
      { response: 'second', label: null, labelSource: null, unscored: 'no agreement' },
    ]);
  });

  it('gives every label with who gave it, why, and what it supersedes', () => {
    const { rows, run } = reviewed();
    const labels = [...rows('annotations', { run: run.id })];
    expect(labels).toHaveLength(8);
    expect(
      labels
        .slice(0, 6)
        .every(({ source, by, supersedes }) => source === 'scorer' && by === 'tiny-1' && supersedes === null),
    ).toBe(true);
    const [settled, decided] = labels.slice(6);
    const scored = (flag: string) =>
      labels.find(
        ({ responseId, source }) =>
          source === 'scorer' && responseId === labels.find((each) => each.flag === flag)?.responseId,
      );
    expect(settled).toMatchObject({
      label: 2,
      source: 'voters',
      by: 'ballot f1',
      flag: 'f1',
      supersedes: scored('f1')?.id,
    });
    expect(decided).toMatchObject({
      label: 1,
      source: 'adjudicator',
      by: 'recording:boss',
      reason: 'it agrees',
    });
    expect(decided?.supersedes).toBe(scored('f2')?.id);
    expect(decided?.at).toBe(at(20).toISOString());
  });

  it('gives flags with the chance of being drawn, what people settled and what the scorer had said', () => {
    const { rows } = reviewed();
    const flags = [...rows('flags', ALL)];
    expect(flags.map(({ id, state, label }) => [id, state, label])).toEqual([
      ['f1', 'settled', 2],
      ['f2', 'adjudicated', 1],
      ...['f3', 'f4', 'f5', 'f6'].map((id) => [id, 'open', null]),
    ]);
    expect(flags[0]).toMatchObject({ reason: 'audit', probability: 1, scorerLabel: 3, model: 'model-x' });
  });

  it('gives each act of voters under pseudonyms, the same person always the same, and says which votes stand', () => {
    const { rows, completed, vote, ports } = reviewed();
    const votes = [...rows('votes', ALL)];
    expect(votes.map(({ flag, act, label, stands }) => [flag, act, label, stands])).toEqual([
      ['f1', 'label', 2, true],
      ['f1', 'label', 2, true],
      ['f1', 'unsure', null, false],
      ['f1', 'label', 2, true],
      ['f2', 'label', 3, true],
      ['f2', 'label', 2, true],
      ['f2', 'label', 1, true],
    ]);
    expect(JSON.stringify(votes)).not.toMatch(/bob|eve|ann|zoe|recording/);
    const [bob, eve, ann, , bobAgain, eveAgain] = votes.map(({ voter }) => voter);
    expect([bobAgain, eveAgain]).toEqual([bob, eve]);
    expect(new Set([bob, eve, ann]).size).toBe(3);
    atOnce(auditMore(completed(3, { model: 'other', text: (n) => `another ${n}` }), 1, ports));
    vote('f7', 1, 'bob', 'eve', 'kim');
    const later = [...rows('votes', ALL)].filter(({ flag }) => flag === 'f7');
    expect(later.map(({ voter }) => voter).slice(0, 2)).toEqual([bob, eve]);
    const named = [...rows('votes', { names: true })];
    expect(named[0]).toMatchObject({ voter: 'recording:bob', name: "bob's name" });
  });

  it('draws other pseudonyms in another database: nobody can compute them from a name', () => {
    const [mine, others] = [reviewed(), reviewed()].map(({ rows }) => [...rows('votes', ALL)][0]?.voter);
    expect(mine).toMatch(/^voter-\w{12}$/);
    expect(others).not.toBe(mine);
  });

  it('shows no vote on an audit that is open, to nobody', () => {
    const { rows } = reviewed();
    for (const names of [true, false]) {
      expect([...rows('votes', { names })].filter(({ flag }) => flag === 'f3')).toEqual([]);
    }
  });

  it('gives a run’s responses in its order with all that was said of each, and no vote on an open audit', () => {
    const { stores, run, completed } = reviewed();
    const all = [...stores.exports.reviewed(run.id)];
    expect(all.map(({ row }) => row)).toEqual([...stores.exports.rows('responses', { run: run.id })]);
    const [settled, disputed, open] = ['f1', 'f2', 'f3'].map((id) => all.find(({ flag }) => flag?.id === id));
    expect(settled?.labels.map(({ source, label, by }) => [source, label, by])).toEqual([
      ['scorer', 3, 'tiny-1'],
      ['voters', 2, 'ballot f1'],
    ]);
    expect(settled?.flag).toMatchObject({ reason: 'audit', state: 'settled', probability: 1, label: 2 });
    expect(settled?.votes.map(({ act, label, stands }) => [act, label, stands])).toEqual([
      ['label', 2, true],
      ['label', 2, true],
      ['unsure', null, false],
      ['label', 2, true],
    ]);
    expect(disputed?.labels.at(-1)).toMatchObject({ source: 'adjudicator', label: 1, reason: 'it agrees' });
    expect(open).toMatchObject({ flag: { state: 'open', closedAt: null }, votes: [] });
    const voters = all.flatMap(({ votes }) => votes.map(({ voter }) => voter));
    const exported = [...stores.exports.rows('votes', { run: run.id })].map(({ voter }) => voter);
    expect(voters.toSorted()).toEqual(exported.toSorted());
    const failing = completed(1, { label: () => null, model: 'model-y' });
    expect([...stores.exports.reviewed(failing.id)]).toMatchObject([
      { row: { failure: 'timeout' }, detail: 'No answer within 60 s.', labels: [], flag: null },
    ]);
  });

  it('gives the log with who did what, also of one run', () => {
    const { stores, rows, run } = reviewed();
    const boss = { platform: 'recording', id: 'boss', name: 'Boss' };
    stores.auditLog.append({ at: at(5), who: boss, act: 'evaluate', run: run.id });
    stores.auditLog.append({
      at: at(6),
      who: boss,
      act: 'review adjudicate',
      flag: 'f2' as FlagId,
      detail: 'it agrees',
    });
    stores.auditLog.append({ at: at(7), who: boss, act: 'export', run: newRunId() });
    expect([...rows('log', ALL)].map(({ act }) => act)).toEqual(['evaluate', 'review adjudicate', 'export']);
    expect([...rows('log', { run: run.id })]).toMatchObject([
      { who: 'recording:boss', name: 'Boss', act: 'evaluate', at: at(5).toISOString() },
      { act: 'review adjudicate', flag: 'f2', detail: 'it agrees' },
    ]);
  });

  it('is of one moment, whatever is written meanwhile, and can be given up', () => {
    const { rows, vote, run, stores } = reviewed(temporaryFolder());
    const reading = rows('responses', { run: run.id })[Symbol.iterator]();
    reading.next();
    vote('f3', 1, 'eve', 'zoe');
    vote('f4', 1, 'bob', 'eve', 'zoe');
    stores.runs.invalidate(run.id, 'late', 'Ada', at(40));
    const rest = [];
    for (let next = reading.next(); next.done !== true; next = reading.next()) rest.push(next.value);
    expect(rest).toHaveLength(5);
    const late = rest.filter(({ flag }) => flag === 'f3' || flag === 'f4');
    expect(late.every(({ label }) => label === 3)).toBe(true);
    const [given] = rows('responses', { run: run.id });
    expect(given).toBeDefined();
    expect([...rows('responses', { run: run.id })].filter(({ label }) => label === 1)).toHaveLength(3);
  });
});
