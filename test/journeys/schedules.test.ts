import { describe, expect, it, vi } from 'vitest';
import { createRecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import type { EventId, ScheduleId } from '../../src/ids.ts';
import { CHANNEL, person } from '../support/a-bot.ts';
import { aScheduledBot, START } from '../support/a-scheduled-bot.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';
import { createWarpedClock } from '../support/warped-clock.ts';

const temporaryFolder = useTemporaryFolders();

const ADD = 'schedule add digest every Monday 09:00 --zone Asia/Shanghai';
const SMOKE = 'evaluate baseline-refuse smoke';

describe('a digest every Monday', () => {
  it('is posted once at its time in its zone, and tells each run once', async () => {
    const bot = await aScheduledBot(temporaryFolder());
    await bot.type(ADD);
    expect(bot.texts().at(-1)).toContain('Next: Mon 2026-11-30 09:00 Asia/Shanghai');
    await bot.type(SMOKE);
    await bot.until('2026-11-30T00:59');
    expect(bot.digests()).toEqual([]);
    await bot.until('2026-11-30T01:00');
    await bot.until('2026-12-01T00:00');
    expect(bot.digests()).toEqual([expect.stringContaining('baseline-refuse')]);
    expect(bot.digests()[0]).toContain('Digest · 2026-11-23 01:00 UTC to 2026-11-30 01:00 UTC');
    expect(bot.texts().filter((text) => text.startsWith('What ran on sample'))).toHaveLength(1);
    await bot.until('2026-12-07T01:00');
    expect(bot.digests()).toHaveLength(2);
    expect(bot.digests()[1]).toContain('Nothing ran in this time');
  });

  it('after downtime is posted once, for all of it', async () => {
    const home = temporaryFolder();
    const platform = createRecordingPlatform();
    const clock = createWarpedClock(new Date(`${START}Z`));
    const first = await aScheduledBot(home, { clock, platform });
    await first.type(ADD);
    await first.until('2026-11-30T01:00');
    await first.type(SMOKE);
    await first.bot.stop();
    await clock.advance(25 * 24 * 3_600_000);
    const again = createRecordingPlatform();
    const bot = await aScheduledBot(home, { clock, platform: again });
    await bot.until('2026-12-26T00:00');
    expect(bot.digests()).toEqual([
      expect.stringContaining('Digest · 2026-11-30 01:00 UTC to 2026-12-21 01:00 UTC'),
    ]);
    expect(bot.digests()[0]).toContain('baseline-refuse');
  });

  it('is one also when the clock goes back over its time, or was ahead for a while', async () => {
    const bot = await aScheduledBot(temporaryFolder());
    await bot.type(ADD);
    await bot.until('2026-11-30T01:30');
    await bot.clock.advance(-3_600_000);
    await bot.until('2026-11-30T02:00');
    expect(bot.digests()).toHaveLength(1);
    await bot.until('2027-05-05T00:00');
    expect(bot.digests()).toHaveLength(23);
    await bot.clock.advance(Date.parse('2026-12-01T00:00Z') - bot.clock.now().getTime());
    await bot.until('2026-12-01T01:00');
    expect(bot.digests()).toHaveLength(23);
  });

  it('is not posted twice when a crash came between the post and the record of it', async () => {
    const home = temporaryFolder();
    const platform = createRecordingPlatform();
    const clock = createWarpedClock(new Date(`${START}Z`));
    const finish = vi.fn();
    const forgetful = await aScheduledBot(home, {
      ...{ clock, platform },
      change: (world) => ({
        ...world,
        stores: { ...world.stores, schedules: { ...world.stores.schedules, finish } },
      }),
    });
    await forgetful.type(ADD);
    await forgetful.until('2026-11-30T01:00');
    await forgetful.close();
    expect(finish).toHaveBeenCalled();
    const bot = await aScheduledBot(home, { clock, platform });
    await bot.until('2026-11-30T02:00');
    expect(bot.digests()).toHaveLength(1);
    const [schedule] = bot.world.stores.schedules.list();
    const latest = bot.world.stores.schedules.latest(schedule?.id ?? (0 as ScheduleId), bot.clock.now());
    expect(latest?.open).toBe(false);
  });

  it('waits while it is paused, and goes on with the next one', async () => {
    const bot = await aScheduledBot(temporaryFolder());
    await bot.type(ADD);
    await bot.type('schedule pause digest', 'bob');
    await bot.until('2026-12-02T00:00');
    expect(bot.digests()).toEqual([]);
    await bot.type('schedule list');
    expect(bot.texts().at(-1)).toContain('paused: by bob');
    await bot.type('schedule resume digest');
    await bot.until('2026-12-03T00:00');
    expect(bot.digests()).toEqual([]);
    await bot.until('2026-12-07T01:00');
    expect(bot.digests()).toHaveLength(1);
    await bot.type('schedule remove digest');
    await bot.until('2026-12-15T00:00');
    expect(bot.digests()).toHaveLength(1);
  });

  it('pauses when its channel is gone and tells its owner, once', async () => {
    const bot = await aScheduledBot(temporaryFolder());
    await bot.type(ADD);
    bot.platform.close('C1', 'channel-gone');
    await bot.until('2026-11-30T01:00');
    await bot.until('2026-12-08T00:00');
    expect(bot.world.stores.schedules.list()).toMatchObject([
      { pausedBecause: 'the bot cannot write in recording:C1' },
    ]);
    const told = bot.platform.ledger().filter(({ address }) => address.kind === 'direct');
    expect(told).toMatchObject([{ address: { person: 'ann' } }]);
    expect(bot.texts().at(-1)).toContain('I paused "digest"');
  });
});

it('a digest that a shell posts reaches the channel through the bot that runs there', async () => {
  const home = temporaryFolder();
  const bot = await aScheduledBot(home, { clock: createWarpedClock() });
  expect(await runFlames(['digest', '--post'], { home })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No channel gets a digest yet'),
  });
  await bot.type(ADD);
  await bot.type(SMOKE);
  const posted = await runFlames(['digest', '--post', '--json'], { home });
  expect(posted.code).toBe(0);
  expect(Object.keys(JSON.parse(posted.stdout))).toEqual([
    ...['from', 'to', 'ran', 'compared', 'tests', 'review', 'due'],
  ]);
  await bot.clock.advance(30_000);
  await bot.bot.idle();
  expect(bot.digests()).toEqual([expect.stringContaining('digest (digest): Mon')]);
  expect(bot.texts().filter((text) => text.startsWith('What ran on sample'))).toHaveLength(1);
  await bot.type('digest');
  expect(bot.digests()).toHaveLength(2);
});

describe('an evaluation that recurs', () => {
  it('runs at its time for its owner, with its card in the channel, once a slot over a restart', async () => {
    const home = temporaryFolder();
    const clock = createWarpedClock(new Date(`${START}Z`));
    const bot = await aScheduledBot(home, { clock });
    await bot.type('schedule add evaluate baseline-refuse smoke 工作日 8:30 --name nightly');
    expect(bot.texts().at(-1)).toContain('"nightly" is scheduled');
    await bot.until('2026-11-25T08:30');
    const [run] = bot.world.stores.runs.list();
    expect(run).toMatchObject({ subset: 'smoke', requestedBy: { id: 'ann' } });
    expect(bot.messageWith('Harmless rate').channel).toBe('C1');
    expect(bot.world.stores.auditLog.list(0, 10).at(-1)).toMatchObject({
      act: 'evaluate',
      detail: 'nightly',
    });
    await bot.close();
    const next = await aScheduledBot(home, { clock });
    await next.until('2026-11-25T12:00');
    expect(next.world.stores.runs.list()).toHaveLength(1);
  });

  it('does not start while the one before still runs, and says so', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bot = await aScheduledBot(temporaryFolder(), {
      change: (world) => ({
        ...world,
        models: {
          ...world.models,
          open: (terms) => {
            const model = world.models.open(terms);
            return { name: model.name, ask: (...asked) => held.then(() => model.ask(...asked)) };
          },
        },
      }),
    });
    await bot.type('schedule add evaluate baseline-refuse smoke hourly');
    await bot.clock.advance(61 * 60_000);
    await vi.waitUntil(() => bot.world.stores.runs.list().length === 1, 20_000);
    await bot.clock.advance(60 * 60_000);
    await vi.waitUntil(() => bot.texts().some((words) => words.includes('did not start')), 20_000);
    expect(bot.texts().at(-1)).toMatch(
      /"baseline-refuse" did not start: run-\w{8} of baseline-refuse still runs/,
    );
    expect(bot.world.stores.runs.list()).toHaveLength(1);
    release();
    await bot.bot.idle();
  });

  it("reads a time in the person's own zone, where the platform knows it", async () => {
    const bot = await aScheduledBot(temporaryFolder(), { config: 'timeZone: Europe/Berlin' });
    await bot.type('schedule add digest 每周一 9:00');
    expect(bot.texts().at(-1)).toContain('Mon 2026-11-30 09:00 Europe/Berlin');
    await bot.happen({
      kind: 'command',
      id: 'E1' as EventId,
      at: bot.clock.now(),
      call: { kind: 'words', text: 'schedule add digest 每周一 9:00' },
      by: { ...person('ann'), timeZone: 'Asia/Shanghai' },
      replyTo: CHANNEL,
    });
    expect(bot.texts().at(-1)).toContain(
      '"digest-2" is scheduled in recording:C1. Next: Mon 2026-11-30 09:00 Asia/Shanghai',
    );
  });

  it('that cannot start says why in the channel, and is tried again at the next slot only', async () => {
    const bot = await aScheduledBot(temporaryFolder(), {
      config: 'models: { mine: { baseUrl: "http://127.0.0.1:9/v1", model: x } }',
      change: (world) => ({
        ...world,
        models: { ...world.models, names: () => ['baseline-echo'], terms: () => undefined },
      }),
    });
    bot.world.stores.schedules.add({
      ...{
        name: 'lost',
        kind: 'evaluate',
        words: 'hourly',
        cron: '0 * * * *',
        timeZone: 'UTC',
        call: 'mine smoke',
      },
      address: { kind: 'channel', platform: 'recording', channel: 'C1' },
      owner: { platform: 'recording', id: 'ann', name: 'ann' },
      ...{ fromConfig: false, activeSince: bot.clock.now() },
    });
    await bot.until('2026-11-25T09:00');
    await bot.until('2026-11-25T09:30');
    expect(bot.texts()).toEqual([expect.stringContaining('"lost" did not start: There is no model "mine"')]);
  });

  it('is refused in words that help: no time, unknown model, subset or zone, a price without a yes', async () => {
    const bot = await aScheduledBot(temporaryFolder(), {
      config: [
        'limits: { confirmAboveUsd: 0.00001 }',
        'models: { dear: { baseUrl: "http://127.0.0.1:9/v1", model: x, price: { input: 1000, output: 1000 } } }',
      ].join('\n'),
    });
    for (const [words, answer] of [
      ['evaluate baseline-refuse quick', 'is no time that recurs'],
      ['evaluate baseline-refus quick daily 9:00', 'Did you mean "baseline-refuse"'],
      ['evaluate baseline-refuse quik daily 9:00', 'Did you mean "quick"'],
      ['digest daily 9:00 --zone Shanghai', 'is no time zone'],
      ['digest daily 9:00 --channel slack:C9', 'no option --channel'],
      ['nothing daily 9:00', 'say digest or evaluate'],
      ['evaluate dear smoke daily 9:00', 'This needs a yes'],
    ] as const) {
      await bot.type(`schedule add ${words}`);
      expect(bot.texts().at(-1)).toContain(answer);
    }
    expect(bot.world.stores.schedules.list()).toEqual([]);
    await bot.press(bot.messageWith('This needs a yes'), 'Go on');
    expect(bot.world.stores.schedules.list()).toMatchObject([{ name: 'dear', call: 'dear smoke' }]);
  });
});

describe('schedules of the configuration file', () => {
  const platform = () => createRecordingPlatform({ name: 'slack' });
  const weekly = (when: string) =>
    `schedules: [{ name: weekly, do: digest, when: "${when}", timeZone: Asia/Shanghai, channel: { slack: C9 } }]`;

  it('are what the file says at each start; the file alone removes them', async () => {
    const home = temporaryFolder();
    const clock = createWarpedClock(new Date(`${START}Z`));
    const bot = await aScheduledBot(home, { config: weekly('每周一 9:00'), clock, platform: platform() });
    await bot.type('schedule remove weekly');
    expect(bot.texts().at(-1)).toContain('stands in the configuration file');
    await bot.until('2026-11-30T01:00');
    expect(bot.digests()).toHaveLength(1);
    await bot.close();
    const changed = await aScheduledBot(home, { config: weekly('daily 10:00'), clock, platform: platform() });
    await changed.until('2026-11-30T01:59');
    expect(changed.digests()).toEqual([]);
    await changed.until('2026-11-30T02:00');
    expect(changed.digests()).toHaveLength(1);
    await changed.close();
    const without = await aScheduledBot(home, { config: '{}', clock, platform: platform() });
    expect(without.world.stores.schedules.list()).toEqual([]);
  });

  it('keep the bot from starting where somebody made one of that name in chat, and say what to do', async () => {
    const home = temporaryFolder();
    const bot = await aScheduledBot(home);
    await bot.type('schedule add digest daily 9:00 --name weekly');
    await expect(
      aScheduledBot(home, { config: weekly('每周一 9:00'), platform: platform() }),
    ).rejects.toThrow('rename the one in the configuration file');
  });

  it('tell the people of the alerts when their channel is gone, since nobody owns them', async () => {
    const slack = platform();
    const config = `${weekly('每周一 9:00')}\nalerts: { slack: [U9] }`;
    const bot = await aScheduledBot(temporaryFolder(), { config, platform: slack });
    slack.close('C9', 'missing-right');
    await bot.until('2026-11-30T01:00');
    expect(slack.ledger()).toMatchObject([{ address: { kind: 'direct', person: 'U9' } }]);
    expect(bot.texts()).toEqual([expect.stringContaining('I paused "weekly": slack:C9 is gone')]);
  });

  it('leave those of other platforms alone', async () => {
    const home = temporaryFolder();
    const bot = await aScheduledBot(home, { config: weekly('每周一 9:00'), platform: platform() });
    await aScheduledBot(home, { config: '{}' });
    expect(bot.world.stores.schedules.list()).toMatchObject([{ name: 'weekly' }]);
  });
});
