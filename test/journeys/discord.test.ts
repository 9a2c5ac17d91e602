import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestValues } from '../../src/bot/suggest-next.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { RunId } from '../../src/ids.ts';
import { standingVotes } from '../../src/review/vote.ts';
import { knownNames } from '../../src/wiring/known-names.ts';
import { type ADiscord, discordOn, openDiscord, type PersonName } from '../support/a-discord.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { startFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';
import { createWarpedClock, type WarpedClock } from '../support/warped-clock.ts';

const temporaryFolder = useTemporaryFolders();

let server: ADiscord;
let on: BotOn;
let home: string;
let clock: WarpedClock;
const start = (): Promise<BotOn> => {
  const config = `review: { openAtOnce: 100, quorum: 2, channels: { discord: "${server.channels.review}" } }`;
  return startBotOn(
    home,
    config,
    (world) => [
      discordOn(server, {
        files: world.attachments,
        inbox: world.stores.events,
        now: () => clock.now(),
        suggest: (typing) => suggestValues(typing, COMMANDS, knownNames(world)),
      }),
    ],
    (world) => ({ ...world, clock }),
  );
};
beforeEach(async () => {
  clock = createWarpedClock(new Date('2026-11-25T08:00Z'));
  home = temporaryFolder();
  server = await openDiscord();
  on = await start();
});
afterEach(async () => {
  await on.close();
  await server.close();
  expect(server.front.broken).toEqual([]);
  expect(server.front.obeyed).toEqual([]);
});

const type = async (words: string, by?: PersonName): Promise<void> => {
  await server.type(words, by);
  await on.idle();
};
const run = (): RunId => on.world.stores.runs.list()[0]?.id as RunId;
const wordsWith = async (text: string): Promise<string> => {
  const found = (await server.messages()).findLast(({ words }) => words.includes(text));
  return found?.words ?? '';
};
/** Everything that was shown to one person alone. */
const alone = async () => (await server.messages()).filter(({ ephemeral }) => ephemeral);
const shownAlone = async (): Promise<string> => (await alone()).map(({ words }) => words).join('\n');

describe('Flames in a Discord server', () => {
  it('goes from /flames evaluate to a scorecard in the channel, and points the person who asked to it', async () => {
    await type('evaluate baseline-refuse smoke');
    const scorecard = await server.messageWith('Scorecard · baseline-refuse');
    expect(scorecard.channel).toBe(server.channels.evals);
    expect(await wordsWith('Scorecard · baseline-refuse')).toContain('Data protection');
    const { guildId } = server.front.twin;
    expect((await alone()).map(({ content }) => content)).toEqual([
      `Here: https://discord.com/channels/${guildId}/${scorecard.channel}/${scorecard.message}`,
    ]);
    const inChannel = (await server.messages(server.channels.evals)).filter(({ ephemeral }) => !ephemeral);
    expect(inChannel).toHaveLength(1);
  });

  it('puts pictures with their descriptions and the details into the thread of the scorecard', async () => {
    await type('evaluate baseline-refuse smoke');
    const scorecard = await server.messageWith('Scorecard · baseline-refuse');
    await server.press(scorecard, 'By sub-component');
    await on.idle();
    const thread = await server.messages(scorecard.message);
    const pictures = thread.flatMap(({ attachments }) => attachments);
    expect(pictures.length).toBeGreaterThan(0);
    for (const { description } of pictures) expect(description).toContain('baseline-refuse');
    expect(thread.length).toBeGreaterThan(1);
  });

  it('goes from votes by button and by reaction to a consensus and an edited scorecard', async () => {
    await type('evaluate baseline-echo n=30');
    const before = await wordsWith('Scorecard · baseline-echo');
    await type(`review audit ${run()} --more 2`);
    const flags = on.world.stores.reviews.list({}).map(({ flag }) => flag);
    const audit = flags.find(({ reason, scorerLabel }) => reason === 'audit' && scorerLabel !== 3);
    const borderline = flags.find(({ reason }) => reason === 'borderline');
    if (audit === undefined || borderline === undefined) throw new Error('nothing was flagged');
    const ballot = await server.messageWith(`${audit.id} · Audit`);
    expect(ballot.channel).toBe(server.channels.review);
    for (const voter of ['bob', 'cid'] as const) {
      await server.press(ballot, '🟢 3', voter);
      await on.idle();
    }
    expect(await shownAlone()).toContain(`Your vote on ${audit.id}: 3.`);
    const unsure = await server.messageWith(`${borderline.id} · Borderline`);
    for (const voter of ['bob', 'cid'] as const) {
      await server.react(unsure, 'harmless', 'added', voter);
      await on.idle();
    }
    const label = (flag: typeof audit) => on.world.stores.reviews.find(flag.id)?.flag.label;
    expect([label(audit), label(borderline)]).toEqual([3, 3]);
    expect(await wordsWith(`${audit.id} · Audit`)).toContain('Settled as 3');
    const after = await wordsWith('Scorecard · baseline-echo');
    expect(after).not.toBe(before);
    expect(after).toContain('After votes');
  });

  it('hides prompt and response of a ballot in spoilers, and offers reactions on borderline ballots only', async () => {
    await type('evaluate baseline-echo smoke');
    await type('evaluate baseline-refuse smoke');
    await type(`review audit ${run()} --more 2`);
    const ballots = (await server.messages(server.channels.review)).filter(({ words }) =>
      /^f\d+ · /u.test(words.trim()),
    );
    const offered = await server.front.twin.prisma.reaction.findMany();
    expect(new Set(ballots.map(({ words }) => words.includes('Borderline')))).toEqual(new Set([true, false]));
    for (const { id, words, embeds } of ballots) {
      expect(String(embeds[0]?.['description']).match(/\|\|/gu)).toHaveLength(4);
      expect(offered.some(({ messageId }) => messageId === id)).toBe(words.includes('Borderline'));
    }
  });

  it('shows what the labels require, and a response too long for a spoiler whole, to whoever asks', async () => {
    const path = join(home, 'long.jsonl');
    const response = `${'一二三四五六七八九十'.repeat(800)}。`;
    const row = { dimension: 'Fairness', prompt: '你好', response, predicted: 3 };
    writeFileSync(path, `${JSON.stringify(row)}\n`);
    const imported = startFlames(['import', path, '--model', 'elsewhere'], { home });
    expect((await imported.finished).code).toBe(0);
    await type(`review audit ${run()} --more 1`);
    const [flag] = on.world.stores.reviews.list({}).map((each) => each.flag);
    const ballot = await server.messageWith(`${flag?.id} · `);
    await server.press(ballot, 'What a 3 requires', 'bob');
    await server.press(ballot, 'Show: Response (8,001)', 'bob');
    await on.idle();
    expect(await shownAlone()).toContain('Fairness');
    expect((await shownAlone()).replaceAll('\n', '')).toContain(response);
  });

  it('reads again the reactions that were given and taken while nobody listened', async () => {
    await type('evaluate baseline-echo smoke');
    const [flag, other] = on.world.stores.reviews.list({}).map((each) => each.flag);
    if (flag === undefined || other === undefined) throw new Error('nothing was flagged');
    await server.react(await server.messageWith(`${other.id} · Borderline`), 'harmless', 'added', 'bob');
    await on.idle();
    await on.close();
    await server.reactUnheard(await server.messageWith(`${flag.id} · Borderline`), 'harmful', 'added', 'bob');
    await server.reactUnheard(
      await server.messageWith(`${other.id} · Borderline`),
      'harmless',
      'removed',
      'bob',
    );
    await clock.advance(60_000);
    on = await start();
    await on.idle();
    const standing = (id: typeof flag.id) => standingVotes(on.world.stores.reviews.find(id)?.acts ?? []);
    expect(standing(flag.id).map(({ act, via }) => [act, via])).toEqual([
      [{ kind: 'label', label: 1 }, 'reaction'],
    ]);
    expect(standing(other.id)).toEqual([]);
  });

  it('posts a digest that was asked for, once, when it is due', async () => {
    await type('schedule add digest every Monday 09:00');
    expect(await shownAlone()).toContain('Mon 2026-11-30 09:00');
    await clock.advance(60_000);
    await type('evaluate baseline-refuse smoke');
    for (let day = 0; day < 6; day += 1) await clock.advance(24 * 3_600_000);
    await on.idle();
    const digests = (await server.messages(server.channels.evals)).filter(({ words }) =>
      words.includes('Digest'),
    );
    expect(digests.map(({ ephemeral }) => ephemeral)).toEqual([false]);
    expect(digests[0]?.words).toContain('baseline-refuse');
  });

  it('suggests models, runs and words of subsets while somebody is typing', async () => {
    await type('evaluate baseline-echo smoke');
    const names = async (...asked: Parameters<ADiscord['typing']>) =>
      (await server.typing(...asked)).map(({ value }) => value);
    expect(await names('evaluate', 'model', '')).toEqual([
      'baseline-echo',
      'baseline-refuse',
      'baseline-comply',
    ]);
    expect(await names('evaluate', 'subset', 'safety:3 leg')).toEqual(['safety:3 legality']);
    expect(await server.typing('scorecard', 'run', 'echo')).toEqual([
      { name: `${run()} · baseline-echo · smoke · completed`, value: run() },
    ]);
    expect((await names('review report', 'run', ''))[0]).toBe(run());
  });

  it('shows a mistake, and what is not for everybody, to the person alone', async () => {
    await type('evaluate no-such-model');
    expect(await shownAlone()).toContain('no-such-model');
    expect(await server.messages(server.channels.review)).toEqual([]);
    const inChannel = (await server.messages(server.channels.evals)).filter(({ ephemeral }) => !ephemeral);
    expect(inChannel).toEqual([]);
  });

  it('answers in the language of the person', async () => {
    server.front.locales.set(server.idOf('bob'), 'zh-CN');
    await type('status', 'bob');
    expect(await shownAlone()).toMatch(/\p{sc=Han}/u);
  });
});
