import { describe, expect, it } from 'vitest';
import { createEventStore } from '../../adapters/sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createOutboxStore } from '../../adapters/sqlite/outbox-store.ts';
import type { EventId } from '../../src/ids.ts';
import type { Address } from '../../src/ports/chat-platform.ts';
import { aCard } from '../support/a-card.ts';

const here: Address = { kind: 'channel', platform: 'slack', channel: 'C1' };
const lane = { platform: 'slack', channel: 'C1' };
const message = { platform: 'slack', channel: 'C1', message: '17.1' };
const at = (seconds: number): Date => new Date(Date.UTC(2025, 0, 1) + seconds * 1000);
const open = () => createOutboxStore(openDatabase(IN_MEMORY));

describe('the outbox store', () => {
  it('stores a post by its key, and counts a revision only when the card changed', () => {
    const store = open();
    store.put('run-1', here, aCard('a'), at(0));
    store.put('run-1', here, aCard('a'), at(1));
    expect(store.find('run-1')).toMatchObject({
      revision: 1,
      deliveredRevision: 0,
      sending: false,
      message: null,
      dueAt: at(0),
    });
    store.put('run-1', here, aCard('b'), at(2));
    expect(store.find('run-1')).toMatchObject({ revision: 2, card: aCard('b') });
    expect(store.find('run-2')).toBeUndefined();
  });

  it('keeps the first address of a key and says which that is', () => {
    const store = open();
    store.put('run-1', here, aCard('a'), at(0));
    expect(store.put('run-1', { ...here, channel: 'C2' }, aCard('b'), at(0))).toEqual(here);
    expect(store.waiting(lane).map(({ key }) => key)).toEqual(['run-1']);
  });

  it('waits while the delivered revision is behind, and forgets failures with a delivery', () => {
    const store = open();
    store.put('run-1', here, aCard('a'), at(0));
    store.startSending('run-1');
    store.postpone('run-1', { dueAt: at(9), failures: 3, sending: true });
    expect(store.waiting(lane)).toEqual([{ key: 'run-1', address: here, dueAt: at(9) }]);
    expect(store.find('run-1')).toMatchObject({ sending: true, failures: 3 });
    store.put('run-1', here, aCard('b'), at(1));
    store.delivered('run-1', message, 1);
    expect(store.waiting(lane)).toMatchObject([{ key: 'run-1' }]);
    const delivered = { message, deliveredRevision: 1, revision: 2, sending: false, failures: 0 };
    expect(store.find('run-1')).toMatchObject(delivered);
    store.delivered('run-1', message, 2);
    expect(store.waiting(lane)).toEqual([]);
    expect(store.channels()).toEqual([]);
  });

  it('lists the channels that wait, once each', () => {
    const store = open();
    for (const channel of ['C1', 'C2', 'C1'])
      store.put(`${channel}${Math.random()}`, { ...here, channel }, aCard('a'), at(0));
    expect(store.channels()).toEqual([lane, { ...lane, channel: 'C2' }]);
  });

  const refusal = { sending: false, dueAt: at(600), failures: 1 };

  it('revives a post by a changed card, also one that came meanwhile, where the card was refused', () => {
    const store = open();
    for (const key of ['gone', 'deleted', 'card', 'changing']) store.put(key, here, aCard('a'), at(0));
    store.bury('gone', 1, 'missing-right', refusal);
    store.bury('deleted', 1, 'message-gone', refusal);
    store.bury('card', 1, 'bad-card', refusal);
    store.put('changing', here, aCard('b'), at(1));
    store.bury('changing', 1, 'bad-card', refusal);
    expect(store.waiting(lane).map(({ key }) => key)).toEqual(['changing']);
    store.put('card', here, aCard('a'), at(2));
    expect(store.find('card')).toMatchObject({ dead: 'bad-card' });
    for (const key of ['gone', 'deleted', 'card']) store.put(key, here, aCard('b'), at(3));
    expect(store.waiting(lane).map(({ key, dueAt }) => [key, dueAt])).toEqual([
      ['card', at(600)],
      ['changing', at(600)],
    ]);
  });

  it('revives what people may have mended the refusal of when it is due, or in one channel at once', () => {
    const store = open();
    const elsewhere = { ...here, channel: 'C2' };
    for (const key of ['right', 'gone', 'deleted']) store.put(key, here, aCard('a'), at(0));
    store.put('elsewhere', elsewhere, aCard('a'), at(0));
    store.put('alone', { ...here, kind: 'private', person: 'U1' }, aCard('a'), at(0));
    store.put('reminder:2026-11-23:C1', here, aCard('a'), at(0));
    store.bury('deleted', 1, 'message-gone', refusal);
    store.bury('gone', 1, 'channel-gone', { ...refusal, dueAt: at(900) });
    for (const key of ['right', 'elsewhere', 'alone', 'reminder:2026-11-23:C1'])
      store.bury(key, 1, 'missing-right', refusal);
    const living = () =>
      [lane, { ...lane, channel: 'C2' }].map((each) => store.waiting(each).map(({ key }) => key));
    store.reviveDue(at(599));
    expect(living()).toEqual([[], []]);
    store.reviveIn({ ...lane, channel: 'C2' }, at(599));
    expect(living()).toEqual([[], ['elsewhere']]);
    store.reviveDue(at(600));
    expect(living()).toEqual([['right'], ['elsewhere']]);
    store.reviveIn(lane, at(601));
    expect(store.waiting(lane).map(({ key, dueAt }) => [key, dueAt])).toEqual([
      ['right', at(600)],
      ['gone', at(601)],
    ]);
  });

  it('revives nothing by itself whose card is older than a week', () => {
    const store = open();
    const week = 7 * 24 * 3600;
    for (const key of ['old', 'changed']) store.put(key, here, aCard('a'), at(0));
    for (const key of ['old', 'changed']) store.bury(key, 1, 'channel-gone', refusal);
    store.put('changed', here, aCard('b'), at(1));
    store.reviveDue(at(week));
    expect(store.waiting(lane).map(({ key }) => key)).toEqual(['changed']);
  });

  it('prunes what is delivered or dead and old, never what waits', () => {
    const store = open();
    for (const key of ['delivered', 'dead', 'waiting']) store.put(key, here, aCard('a'), at(0));
    store.put('fresh', here, aCard('a'), at(100));
    for (const key of ['delivered', 'fresh']) store.delivered(key, message, 1);
    store.bury('dead', 1, 'channel-gone', { ...refusal, dueAt: at(0) });
    expect(store.prune(at(50))).toBe(2);
    expect(['delivered', 'dead', 'waiting', 'fresh'].map((key) => store.find(key) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('the event store', () => {
  it('lets an event through once', () => {
    const events = createEventStore(openDatabase(IN_MEMORY));
    const handle = (id: string) => events.handleOnce(id as EventId, at(0));
    expect(['e1', 'e2', 'e1', 'e1'].map(handle)).toEqual([true, true, false, false]);
  });

  it('forgets handled ids of one kind that are older than they need to be known', () => {
    const events = createEventStore(openDatabase(IN_MEMORY));
    for (const id of ['s:signed:1', 's:signed:2', 's:E1', 's:signing'])
      events.handleOnce(id as EventId, at(id.endsWith('2') ? 900 : 0));
    events.forget('s:signed:', at(600));
    const handled = ['s:signed:1', 's:signed:2', 's:E1', 's:signing'].map((id) =>
      events.isHandled(id as EventId),
    );
    expect(handled).toEqual([false, true, true, true]);
  });

  it('keeps what came until it is handled, in its order, each platform for itself', () => {
    const events = createEventStore(openDatabase(IN_MEMORY));
    const keep = (id: string, platform: string) =>
      events.keep({ id: id as EventId, platform, at: at(5), content: { words: `do ${id}`, none: null } });
    const kept = (platform: string) => events.kept(platform).map(({ id }) => id);
    for (const id of ['e2', 'e1', 'e3', 'e2']) keep(id, 'slack');
    keep('e4', 'discord');
    expect([kept('slack'), kept('discord')]).toEqual([['e2', 'e1', 'e3'], ['e4']]);
    events.handleOnce('e1' as EventId, at(6));
    keep('e1', 'slack');
    expect(kept('slack')).toEqual(['e2', 'e3']);
    expect(events.kept('slack')[0]).toEqual({
      ...{ id: 'e2', platform: 'slack', at: at(5) },
      content: { words: 'do e2', none: null },
    });
  });
});
