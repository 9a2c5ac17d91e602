import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../adapters/memory/manual-clock.ts';
import { createRecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createOutboxStore } from '../../adapters/sqlite/outbox-store.ts';
import type { OutboxReport } from '../../src/outbox/channel-loop.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { Address, Pace } from '../../src/ports/chat-platform.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';
import { aCard, titleOf } from '../support/a-card.ts';

const QUIET: Pace = { channelMs: 0, messageMs: 0 };
const to = (channel: string): Address => ({ kind: 'channel', platform: 'recording', channel });

const open = (pace: Pace = QUIET, store: OutboxStore = createOutboxStore(openDatabase(IN_MEMORY))) => {
  const clock = createManualClock();
  const platform = createRecordingPlatform({ pace, now: clock.monotonicMs });
  const reports: OutboxReport[] = [];
  const report = (each: OutboxReport) => void reports.push(each);
  const outbox = createOutbox({ store, platforms: [platform], clock, report, random: () => 1 });
  const shown = () =>
    platform
      .ledger()
      .map(({ key, shown }) => [key, ...shown.map(({ card, at }) => `${titleOf(card)}@${at}`)]);
  /** What was put goes its way first, then time passes. */
  const pass = async (ms: number) => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(ms);
  };
  return { clock, pass, platform, store, outbox, reports, shown };
};

const dead = (reports: readonly OutboxReport[]) =>
  reports.flatMap((each) =>
    each.kind === 'waits' ? [] : each.kind === 'dead' ? [[each.key, each.error.code]] : [[each.kind]],
  );

describe('the outbox', () => {
  it('posts a message and edits it, each change once', async () => {
    const { clock, outbox, shown } = open();
    outbox.put('run-1', to('C1'), aCard('queued'));
    await clock.runUntil(outbox.drained());
    outbox.put('run-1', to('C1'), aCard('queued'));
    outbox.put('run-1', to('C1'), aCard('done'));
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([['run-1', 'queued@0', 'done@0']]);
  });

  it('sends what is put at any moment, also while it finds that nothing waits', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const { clock, outbox, shown } = open();
      outbox.put('a', to('C1'), aCard('a'));
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      outbox.put('b', to('C1'), aCard('b'));
      await clock.runUntil(outbox.drained());
      expect(shown()).toEqual([
        ['a', 'a@0'],
        ['b', 'b@0'],
      ]);
    }
  });

  it('edits a message no closer than the platform bears, and only to the latest card', async () => {
    const { clock, pass, outbox, shown } = open({ channelMs: 0, messageMs: 2000 });
    for (let tick = 0; tick <= 50; tick += 1) {
      outbox.put('run-1', to('C1'), aCard(`${tick}`));
      await pass(100);
    }
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([['run-1', '0@0', '19@2000', '39@4000', '50@6000']]);
  });

  it('keeps the distance between messages of one channel, and lets another channel go on', async () => {
    const { clock, outbox, shown } = open({ channelMs: 1000, messageMs: 0 });
    for (const key of ['a', 'b', 'c']) outbox.put(key, to('C1'), aCard(key));
    outbox.put('d', to('C2'), aCard('d'));
    await clock.runUntil(outbox.drained());
    expect(shown().sort()).toEqual([
      ['a', 'a@0'],
      ['b', 'b@1000'],
      ['c', 'c@2000'],
      ['d', 'd@0'],
    ]);
  });

  it('lets a message that changes all the time hold up no other', async () => {
    const { pass, outbox, platform } = open({ channelMs: 1000, messageMs: 0 });
    outbox.put('busy', to('C1'), aCard('0'));
    for (let tick = 1; tick <= 6; tick += 1) {
      await pass(1000);
      outbox.put('busy', to('C1'), aCard(`${tick}`));
      if (tick === 2) for (const key of ['a', 'b']) outbox.put(key, to('C1'), aCard(key));
    }
    expect(platform.ledger().map(({ key }) => key)).toEqual(['busy', 'a', 'b']);
  });

  it('waits as long as the platform says, in that channel alone', async () => {
    const { clock, pass, outbox, platform, shown } = open();
    platform.failNext('post', { kind: 'refused', code: 'rate-limited', retryAfterMs: 30_000 }, 'C1');
    for (const key of ['a', 'b']) outbox.put(key, to('C1'), aCard(key));
    await pass(10);
    outbox.put('c', to('C2'), aCard('c'));
    await clock.runUntil(outbox.drained());
    expect(shown().sort()).toEqual([
      ['a', 'a@30000'],
      ['b', 'b@30000'],
      ['c', 'c@10'],
    ]);
  });

  it('does not look for a message that was refused for certain', async () => {
    const { clock, outbox, platform, shown } = open();
    platform.failNext('post', { kind: 'refused', code: 'rate-limited', retryAfterMs: 1000 });
    platform.failNext('find', { kind: 'refused', code: 'bad-card' });
    outbox.put('a', to('C1'), aCard('a'));
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([['a', 'a@1000']]);
  });

  it('keeps posts for a platform that is down, trying less and less often, and a later post overtakes none', async () => {
    const { clock, pass, outbox, platform, shown, store, reports } = open();
    platform.close('C1', 'unreachable');
    outbox.put('a', to('C1'), aCard('old'));
    await pass(60_000);
    outbox.put('a', to('C1'), aCard('new'));
    expect(store.find('a')).toMatchObject({ failures: 6, dead: null });
    platform.close('C1', undefined);
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([['a', 'new@63000']]);
    expect(store.find('a')).toMatchObject({ failures: 0, deliveredRevision: 2 });
    const waited = reports.map((each) => each.kind === 'waits' && [each.key, each.error.code, each.ms]);
    expect(waited).toEqual([1, 2, 4, 8, 16, 32].map((seconds) => ['a', 'unreachable', 1000 * seconds]));
  });

  it('does not post again what was posted while its answer was lost', async () => {
    const { clock, pass, outbox, platform, shown } = open();
    platform.failNext('post', { kind: 'answer-lost' });
    platform.failNext('find', { kind: 'refused', code: 'unreachable' });
    outbox.put('a', to('C1'), aCard('first'));
    await pass(100);
    outbox.put('a', to('C1'), aCard('second'));
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([['a', 'first@0', 'second@3000']]);
  });

  describe.each(['channel-gone', 'missing-right'] as const)('where a channel answers %s', (code) => {
    /** The outbox looks at what is due, as the bot lets it do again and again. */
    const beats = async ({ pass, outbox, clock }: ReturnType<typeof open>, minutes: number) => {
      for (let passed = 0; passed < minutes; passed += 5) {
        await pass(5 * 60_000);
        outbox.start();
        await clock.runUntil(outbox.drained());
      }
    };

    it('tells it once, holds nobody up, and tries again less and less often', async () => {
      const one = open();
      const { clock, outbox, platform, reports } = one;
      let tries = 0;
      const post = platform.post.bind(platform);
      platform.post = (...call) => {
        tries += 1;
        return post(...call);
      };
      platform.close('C1', code);
      for (const words of ['1', '2', '3']) {
        outbox.put('a', to('C1'), aCard(words));
        await clock.runUntil(outbox.drained());
      }
      expect([tries, clock.monotonicMs()]).toEqual([1, 0]);
      await beats(one, 24 * 60);
      // after 10, 30, 70, 150 minutes, then every two hours
      expect(tries).toBe(1 + 4 + 10);
      await beats(one, 6 * 24 * 60);
      const before = tries;
      await beats(one, 24 * 60);
      expect(tries).toBe(before);
      expect(dead(reports)).toEqual([['a', code]]);
    });

    it('sends the latest by itself when the refusal is mended, and all else that was refused there with it', async () => {
      const one = open();
      const { clock, outbox, platform, shown } = one;
      platform.close('C1', code);
      outbox.put('run-1', to('C1'), aCard('queued'));
      await clock.runUntil(outbox.drained());
      await beats(one, 55);
      outbox.put('run-1', to('C1'), aCard('scorecard'));
      outbox.put('run-2', to('C1'), aCard('another'));
      outbox.put(
        'under',
        { kind: 'under', platform: 'recording', channel: 'C1', post: 'run-1' },
        aCard('details'),
      );
      await clock.runUntil(outbox.drained());
      expect(shown()).toEqual([]);
      platform.close('C1', undefined);
      await beats(one, 10);
      expect(shown().map(([key, card]) => [key, card?.split('@')[0]])).toEqual([
        ['run-2', 'another'],
        ['run-1', 'scorecard'],
        ['under', 'details'],
      ]);
      expect(platform.ledger().at(-1)?.address).toMatchObject({ kind: 'thread', thread: 'm2' });
    });

    it('sends it at once when the platform says that the channel is open again', async () => {
      const { clock, outbox, platform, shown } = open();
      platform.close('C1', code);
      outbox.put('a', to('C1'), aCard('a'));
      await clock.runUntil(outbox.drained());
      platform.close('C1', undefined);
      outbox.retry({ platform: 'recording', channel: 'C1' });
      await clock.runUntil(outbox.drained());
      expect(shown()).toEqual([['a', 'a@0']]);
    });
  });

  it('gives up a card that the platform refuses, and sends the next one at once', async () => {
    const { clock, outbox, platform, reports, shown } = open();
    platform.failNext('post', { kind: 'refused', code: 'bad-card' });
    outbox.put('a', to('C1'), aCard('too long'));
    await clock.runUntil(outbox.drained());
    outbox.put('a', to('C1'), aCard('short'));
    await clock.runUntil(outbox.drained());
    expect(dead(reports)).toEqual([['a', 'bad-card']]);
    expect(shown()).toEqual([['a', 'short@0']]);
  });

  it('leaves a message deleted that somebody deleted, and says so', async () => {
    const { clock, outbox, platform, reports, shown } = open();
    outbox.put('a', to('C1'), aCard('1'));
    await clock.runUntil(outbox.drained());
    for (const { ref } of platform.ledger()) platform.remove(ref);
    for (const words of ['2', '3']) outbox.put('a', to('C1'), aCard(words));
    await clock.runUntil(outbox.drained());
    outbox.put('a', to('C1'), aCard('4'));
    await clock.runUntil(outbox.drained());
    expect([shown(), dead(reports)]).toEqual([[], [['a', 'message-gone']]]);
  });

  it('reports a fault of the bot itself and goes on', async () => {
    const { clock, pass, outbox, platform, reports, shown } = open();
    const post = platform.post.bind(platform);
    let broken = true;
    platform.post = async (...call) => {
      if (broken) throw new TypeError('undefined is not a card');
      return post(...call);
    };
    outbox.put('a', to('C1'), aCard('a'));
    await pass(500);
    broken = false;
    await clock.runUntil(outbox.drained());
    expect([dead(reports), shown()]).toEqual([[['fault']], [['a', 'a@1000']]]);
  });

  it('pauses when the store fails, then finds what it had posted', async () => {
    const store = createOutboxStore(openDatabase(IN_MEMORY));
    let full = true;
    const delivered: OutboxStore['delivered'] = (...call) => {
      if (!full) return store.delivered(...call);
      full = false;
      throw new Error('disk full');
    };
    const { clock, outbox, reports, shown } = open(QUIET, { ...store, delivered });
    outbox.put('a', to('C1'), aCard('a'));
    await clock.runUntil(outbox.drained());
    expect([dead(reports), shown()]).toEqual([[['fault']], [['a', 'a@0', 'a@10000']]]);
  });

  it('keeps a post for a platform that does not run here', async () => {
    const { clock, outbox, store, shown } = open();
    outbox.put('a', { kind: 'channel', platform: 'elsewhere', channel: 'C1' }, aCard('a'));
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([]);
    expect(store.channels()).toEqual([{ platform: 'elsewhere', channel: 'C1' }]);
  });

  it('stops without waiting for what is not due, and the next start sends it', async () => {
    const { clock, pass, outbox, platform, store, shown } = open();
    platform.failNext('post', { kind: 'refused', code: 'unreachable' });
    outbox.put('a', to('C1'), aCard('a'));
    await pass(10);
    await outbox.stop();
    outbox.put('b', to('C1'), aCard('b'));
    expect(shown()).toEqual([]);
    const next = createOutbox({
      store,
      platforms: [platform],
      clock,
      report: () => undefined,
      random: () => 1,
    });
    next.start();
    await clock.runUntil(next.drained());
    expect(shown().sort()).toEqual([
      ['a', 'a@1000'],
      ['b', 'b@10'],
    ]);
  });

  it('leaves an earlier process its posts on a platform that remembers nothing', async () => {
    const { clock, platform, store, shown } = open();
    store.put('a', to('C1'), aCard('a'), clock.now());
    const forgetful = Object.assign(Object.create(platform), { remembers: false });
    const outbox = createOutbox({ store, platforms: [forgetful], clock, report: () => undefined });
    outbox.start();
    await clock.runUntil(outbox.drained());
    expect(shown()).toEqual([]);
  });
});
