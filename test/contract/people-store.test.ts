import { describe, expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { auditLog, outbox, votes } from '../../adapters/sqlite/schema.ts';
import { adjudicate } from '../../src/review/adjudicate.ts';
import { auditMore } from '../../src/review/flag-run.ts';
import { atOnce } from '../../src/steps.ts';
import { aReview } from '../support/a-review.ts';
import { at } from '../support/store-data.ts';

const BOB = { platform: 'recording', id: 'bob', name: "bob's name" };

/** f1 is settled by bob, eve and zoe; f2 is open with bob's vote; bob asked for a run, marked one invalid and adjudicated. */
const withBob = () => {
  const review = aReview(IN_MEMORY);
  const run = review.completed(3);
  atOnce(auditMore(run, 1, review.ports));
  review.vote('f1', 3, 'bob', 'eve', 'zoe');
  review.vote('f2', 3, 'bob');
  adjudicate({ flag: 'f1', label: 1, by: BOB }, review.ports);
  const { stores } = review;
  stores.runs.invalidate(review.completed(3, { model: 'bad' }).id, 'wrong', BOB.name, at(20));
  stores.auditLog.append({ at: at(21), who: BOB, act: 'review adjudicate', detail: 'sure' });
  const to = { kind: 'private', platform: 'recording', channel: 'C1', person: 'bob' } as const;
  const card = { kind: 'receipt', locale: 'en', title: ['Your vote on f1: 3'], blocks: [] } as const;
  const row = { platform: 'recording', channel: 'C1', address: to, card, sending: false, failures: 0 };
  const sent = { ...row, revision: 1, deliveredRevision: 1, dueAt: at(1), at: at(1) };
  review.database.orm
    .insert(outbox)
    .values({ ...sent, key: 'event:e1' })
    .run();
  return { ...review, run, all: () => JSON.stringify(dump(review.database)) };
};

const dump = ({ sqlite }: ReturnType<typeof aReview>['database']): readonly unknown[] =>
  sqlite
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    )
    .all()
    .flatMap(({ name }) => sqlite.prepare(`select * from "${name}"`).all());

describe('a person', () => {
  it('is found by platform and id, by id, or by name; others are nobody', () => {
    const { stores, vote } = withBob();
    for (const word of ['recording:bob', 'bob', "bob's name"]) {
      expect(stores.people.find(word), word).toEqual(['recording:bob']);
    }
    expect(stores.people.find('nobody')).toEqual([]);
    stores.auditLog.append({ at: at(1), who: { platform: 'shell', id: 'bob', name: 'bob' }, act: 'export' });
    expect(stores.people.find('bob')).toEqual(['recording:bob', 'shell:bob']);
    vote('f2', 1, 'bob');
  });

  it('who is forgotten is nowhere any more, and no vote, label, run or entry of the log is lost', () => {
    const { stores, all, database, run } = withBob();
    expect(all()).toContain('bob');
    const before = { flags: stores.reviews.list({}), reading: stores.runs.read(run.id) };
    expect(stores.people.forget('recording:bob')).toEqual({ flags: 2 });
    expect(all()).not.toContain('bob');
    expect(stores.reviews.list({})).toEqual(before.flags);
    expect(stores.runs.read(run.id)).toEqual(before.reading);
    expect(database.orm.select().from(votes).all()).toHaveLength(4);
    expect(database.orm.select().from(auditLog).all()).toMatchObject([
      { act: 'review adjudicate', detail: 'sure' },
    ]);
    expect(stores.runs.list().find(({ invalid }) => invalid !== null)?.invalid?.because).toBe('wrong');
  });

  it('keeps in exports the pseudonym that earlier exports gave, which nothing links to decisions', () => {
    const { stores } = withBob();
    const exported = () => [...stores.exports.rows('votes', { names: false })];
    const before = exported();
    stores.people.forget('recording:bob');
    expect(exported()).toEqual(before);
    const named = [...stores.exports.rows('votes', { names: true })][0];
    expect(named).toMatchObject({ voter: before[0]?.voter, name: null });
    const decision = [...stores.exports.rows('annotations', {})].find(
      ({ source }) => source === 'adjudicator',
    );
    expect(decision?.by).toMatch(/^forgotten:voter-\w{12}$/);
    expect(decision?.by).not.toContain(before[0]?.voter);
  });

  it('who votes again after being forgotten is a new person; forgetting twice does nothing', () => {
    const { stores, vote } = withBob();
    stores.people.forget('recording:bob');
    expect(stores.people.forget('recording:bob')).toEqual({ flags: 0 });
    expect(stores.people.find('bob')).toEqual([]);
    vote('f2', 1, 'bob');
    expect(stores.reviews.find('f2')?.acts.map(({ voter }) => voter)).toEqual([
      expect.stringMatching(/^forgotten:/),
      'recording:bob',
    ]);
    vote('f2', 1, 'eve');
    const [first, again] = [...stores.exports.rows('votes', {})].filter(({ flag }) => flag === 'f2');
    expect(again?.voter).not.toBe(first?.voter);
  });
});
