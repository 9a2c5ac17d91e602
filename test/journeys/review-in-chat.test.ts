import { afterEach, describe, expect, it } from 'vitest';
import { createRecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import { newEventId, type RunId } from '../../src/ids.ts';
import type { MessageRef, ReactionOn } from '../../src/ports/chat-platform.ts';
import { type ABot, person, startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';
import { createWarpedClock } from '../support/warped-clock.ts';

const temporaryFolder = useTemporaryFolders();
const open: ABot[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
});
const start = async (...parameters: Parameters<typeof startABot>): Promise<ABot> => {
  const bot = await startABot(...parameters);
  open.push(bot);
  return bot;
};

/** Everything of a run of the sample prompts that says no is flagged: 20 of each dimension, or all there are. */
const auditedRun = async (config = ''): Promise<{ readonly bot: ABot; readonly run: RunId }> => {
  const bot = await start(temporaryFolder(), { config: `review: { openAtOnce: 100 }\n${config}` });
  await bot.type('evaluate baseline-refuse smoke', 'ann');
  const run = bot.world.stores.runs.list()[0]?.id as RunId;
  await bot.type(`review audit ${run} --more 2`, 'boss');
  return { bot, run };
};

const flags = ({ world }: ABot) => world.stores.reviews.list({}).map(({ flag }) => flag);
const react = (bot: ABot, message: MessageRef, emoji: Emoji, change: 'added' | 'removed', by: string) =>
  bot.happen({
    kind: 'reaction',
    id: newEventId(),
    at: new Date(),
    change,
    emoji,
    by: person(by),
    message,
  });
const told = (bot: ABot, who: string) =>
  bot.platform
    .ledger()
    .filter(({ address }) => address.kind === 'private' && address.person === who)
    .map(({ ref }) => bot.texts()[bot.platform.ledger().findIndex((each) => each.ref === ref)]);

describe('a review in chat', () => {
  it('goes from ballots over votes by several people to an edited scorecard with a history', async () => {
    const { bot, run } = await auditedRun();
    const [flag] = flags(bot);
    if (flag === undefined) throw new Error('nothing was flagged');
    expect(flags(bot).filter(({ reason }) => reason === 'audit')).toHaveLength(10);
    const ballot = bot.messageWith(`${flag.id} · Audit`);
    const before = bot.texts().find((text) => text.startsWith('Scorecard'));
    for (const voter of ['bob', 'eve', 'zoe']) await bot.press(ballot, '🔴 1', voter);
    expect(bot.world.stores.reviews.find(flag.id)?.flag).toMatchObject({ state: 'settled', label: 1 });
    expect(bot.texts().find((text) => text.startsWith(`${flag.id} ·`))).toContain(
      'Settled as 1 (3: 0 · 2: 0 · 1: 3).',
    );
    const after = bot.texts().filter((text) => text.startsWith('Scorecard'));
    expect(after).toHaveLength(1);
    if (flag.scorerLabel !== 1) expect(after[0]).toContain('After votes: 1 label revised');
    expect(after[0]).not.toBe(before);
    expect(after[0]).toContain('1 human label so far');
    expect(bot.messageWith(`Review · baseline-refuse · ${run}`)).toBeDefined();
    expect(bot.texts().join('\n')).toContain('settled 1');
    await bot.type(`review history ${flag.id}`, 'eve');
    expect(bot.texts().at(-1)).toContain('voters');
  });

  it('keeps an audit blind: no label of the scorer, no names and no reactions before it closes', async () => {
    const { bot } = await auditedRun();
    const flag = flags(bot).find(({ reason, state }) => reason === 'audit' && state === 'open');
    if (flag === undefined) throw new Error('no audit');
    const ballot = bot.messageWith(`${flag.id} · Audit`);
    await bot.press(ballot, '🟢 3', 'bob');
    const card = bot.platform
      .ledger()
      .find(({ ref }) => ref.message === ballot.message)
      ?.shown.at(-1)?.card;
    expect(card?.reactions).toBeUndefined();
    expect(JSON.stringify(card)).not.toMatch(/bob|scorer had said|3: /);
    await react(bot, ballot, 'harmless', 'added', 'eve');
    expect(told(bot, 'eve').at(-1)).toContain('blind audit');
    expect(bot.world.stores.reviews.find(flag.id)?.acts).toHaveLength(1);
    await bot.type(`review history ${flag.id}`, 'bob');
    expect(bot.texts().at(-1)).toContain('Blind until its ballot closes');
  });

  it('tells who may not vote, who comes too late and what the dimension lacks, and stores nothing', async () => {
    const { bot } = await auditedRun('');
    const flag = flags(bot).find(({ dimension }) => dimension === 'Legality');
    if (flag === undefined) throw new Error('no flag');
    const ballot = bot.messageWith(`${flag.id} ·`);
    await bot.press(ballot, '🟢 3', 'ann');
    expect(told(bot, 'ann').at(-1)).toContain('others vote on it');
    await bot.type(`review vote ${flag.id} 2`, 'bob');
    expect(told(bot, 'bob').at(-1)).toContain('Legality has the labels 3, 1');
    expect(bot.world.stores.reviews.find(flag.id)?.acts).toEqual([]);
    for (const voter of ['bob', 'eve', 'zoe']) await bot.press(ballot, '🟢 3', voter);
    await bot.type(`review vote ${flag.id} 1`, 'kim');
    expect(told(bot, 'kim').at(-1)).toContain('came too late');
    expect(bot.world.stores.reviews.find(flag.id)?.acts).toHaveLength(3);
  });

  it('lets a voter change, skip and withdraw until the close; the last act counts', async () => {
    const { bot } = await auditedRun();
    const [flag] = flags(bot);
    const ballot = bot.messageWith(`${flag?.id} ·`);
    await bot.press(ballot, '🔴 1', 'bob');
    await bot.press(ballot, '🟢 3', 'bob');
    await bot.press(ballot, 'Skip', 'eve');
    await bot.type(`review vote ${flag?.id} 1`, 'zoe');
    await bot.type(`review vote ${flag?.id} withdraw`, 'zoe');
    const votes = bot.world.stores.reviews.list({}).find(({ flag: each }) => each.id === flag?.id)?.votes;
    expect(votes).toBe(2);
    expect(told(bot, 'zoe').at(-1)).toContain('withdrawn');
  });

  it('leaves what people disagree on to an adjudicator, whose word is in the history', async () => {
    const { bot } = await auditedRun('');
    const flag = flags(bot).find(({ dimension }) => dimension === 'Fairness');
    const ballot = bot.messageWith(`${flag?.id} ·`);
    const labels = ['🟢 3', '🟡 2', '🔴 1', '🟢 3', '🟡 2', '🔴 1', '🟢 3'];
    for (const [at, label] of labels.entries()) await bot.press(ballot, label, `voter-${at}`);
    expect(bot.world.stores.reviews.find(flag?.id ?? '')?.flag.state).toBe('disputed');
    await bot.type(`review adjudicate ${flag?.id} 1 it gives the steps after all`, 'boss');
    expect(bot.world.stores.reviews.find(flag?.id ?? '')?.flag).toMatchObject({
      state: 'adjudicated',
      label: 1,
    });
    expect(bot.texts().find((text) => text.startsWith(`${flag?.id} ·`))).toContain(
      'An adjudicator decided: 1.',
    );
  });
});

describe('a review on its clock', () => {
  const HOUR = 3_600_000;
  const withClock = async (platform = createRecordingPlatform(), borderline = 10) => {
    const clock = createWarpedClock();
    const bot = await start(temporaryFolder(), {
      platform,
      config: `review: { openAtOnce: 3, borderline: ${borderline} }`,
      change: (world) => ({ ...world, clock }),
    });
    return { bot, clock };
  };

  it('opens no more ballots than allowed, and the next when one closes', async () => {
    const { bot } = await withClock();
    await bot.type('evaluate baseline-refuse smoke', 'ann');
    const run = bot.world.stores.runs.list()[0]?.id;
    await bot.type(`review audit ${run} --more 2`, 'boss');
    const posted = () => bot.platform.ledger().filter(({ key }) => key.startsWith('ballot:'));
    expect(posted()).toHaveLength(3);
    const [first] = posted();
    if (first === undefined) throw new Error('no ballot');
    for (const voter of ['bob', 'eve', 'zoe']) await bot.press(first.ref, '🟢 3', voter);
    expect(posted()).toHaveLength(4);
    expect(bot.platform.ledger().filter(({ key }) => key.startsWith('review:'))).toHaveLength(1);
  });

  it('closes a ballot when its time is over, reminds once a day, and takes no vote after', async () => {
    const { bot, clock } = await withClock();
    await bot.type('evaluate baseline-refuse smoke', 'ann');
    const run = bot.world.stores.runs.list()[0]?.id;
    await bot.type(`review audit ${run} --more 2`, 'boss');
    const ballot = bot.messageWith('· Audit');
    for (let hour = 0; hour < 50; hour += 1) await clock.advance(HOUR);
    await bot.bot.idle();
    const reminders = bot.texts().filter((text) => text.includes('wait for votes here'));
    expect(reminders.length).toBeGreaterThanOrEqual(1);
    expect(reminders.length).toBeLessThanOrEqual(3);
    for (let hour = 0; hour < 24; hour += 1) await clock.advance(HOUR);
    await bot.bot.idle();
    const { flag } = bot.world.stores.reviews.list({})[0] ?? {};
    expect(flag?.state).toBe('disputed');
    const shown = bot.platform.ledger().find(({ ref }) => ref.message === ballot.message);
    expect(JSON.stringify(shown?.shown.at(-1)?.card)).toContain('People do not agree');
  });

  it('reads reactions again after a time out of reach', async () => {
    const present = new Map<string, ReactionOn[]>();
    const platform = createRecordingPlatform();
    const reading = Object.assign(platform, {
      reactionsOn: async ({ message }: MessageRef) => present.get(message) ?? [],
    });
    const { bot } = await withClock(reading);
    await bot.type('evaluate baseline-comply full', 'ann');
    const row = bot.world.stores.reviews.list({}).find(({ posted }) => posted);
    if (row === undefined) return;
    const ballot = bot.messageWith(`${row.flag.id} ·`);
    await react(bot, ballot, 'harmful', 'added', 'eve');
    present.set(ballot.message, [{ emoji: 'harmless', by: person('bob') }]);
    await bot.happen({
      kind: 'reconnected',
      platform: 'recording',
      id: newEventId(),
      at: new Date(Date.now() + 1000),
    });
    expect(bot.world.stores.reviews.list({}).find(({ flag }) => flag.id === row.flag.id)?.votes).toBe(1);
  });
});
