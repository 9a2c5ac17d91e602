import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../src/ids.ts';
import { type ADiscord, discordOn, openDiscord } from '../support/a-discord.ts';
import { type ASlack, openSlack } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

let slack: ASlack;
let discord: ADiscord;
let on: BotOn;
beforeEach(async () => {
  [slack, discord] = await Promise.all([openSlack(), openDiscord()]);
  const channels = `{ slack: "${slack.channels.review}", discord: "${discord.channels.review}" }`;
  const config = `review: { openAtOnce: 100, quorum: 2, channels: ${channels} }`;
  on = await startBotOn(temporaryFolder(), config, ({ attachments: files, stores }) => [
    slackOn(slack, { files, inbox: stores.events }),
    discordOn(discord, { files, inbox: stores.events }),
  ]);
});
afterEach(async () => {
  await on.close();
  await Promise.all([slack.close(), discord.close()]);
  expect(discord.front.broken).toEqual([]);
});

const inSlack = async (words: string): Promise<void> => {
  await slack.type(words);
  await on.idle();
};
const inDiscord = async (words: string): Promise<void> => {
  await discord.type(words);
  await on.idle();
};
const runOf = (model: string): RunId =>
  on.world.stores.runs.list().find(({ terms }) => terms.model.name === model)?.id as RunId;
const slackWords = async (channel: string): Promise<string> =>
  (await slack.messages(channel)).map(({ text, blocks }) => `${text}\n${wordsIn(blocks)}`).join('\n');
const discordWords = async (channel?: string): Promise<string> =>
  (await discord.messages(channel)).map(({ words }) => words).join('\n');

describe('one process on Slack and Discord together', () => {
  it('shows and compares in each the runs that were started in the other', async () => {
    await inSlack('evaluate baseline-refuse smoke');
    await inDiscord('evaluate baseline-comply smoke');
    expect(await slackWords(slack.channels.evals)).toContain('Scorecard · baseline-refuse');
    expect(await discordWords()).not.toContain('Scorecard · baseline-refuse');
    await inDiscord(`scorecard ${runOf('baseline-refuse')}`);
    expect(await discordWords(discord.channels.evals)).toContain('Scorecard · baseline-refuse');
    await inSlack(`compare ${runOf('baseline-refuse')} ${runOf('baseline-comply')}`);
    expect(await slackWords(slack.channels.evals)).toContain('baseline-comply');
    await inDiscord('compare baseline-comply baseline-refuse');
    expect(await discordWords(discord.channels.evals)).toContain('baseline-refuse');
  });

  it('keeps a ballot where its run was asked for, and counts what people say there', async () => {
    await inSlack('evaluate baseline-refuse smoke');
    await inDiscord(`review audit ${runOf('baseline-refuse')} --more 2`);
    expect(await discordWords(discord.channels.review)).toBe('');
    const [flag] = on.world.stores.reviews.list({ run: runOf('baseline-refuse') }).map((each) => each.flag);
    if (flag === undefined) throw new Error('nothing was flagged');
    const ballot = await slack.messageWith(`${flag.id} · Audit`, slack.channels.review);
    for (const voter of ['bob', 'cid'] as const) {
      await slack.press(ballot, '🟢 3', voter);
      await on.idle();
    }
    await inDiscord(`review history ${flag.id}`);
    expect(await discordWords()).toContain('voters');
    await inDiscord('evaluate baseline-echo smoke');
    expect(await discordWords(discord.channels.review)).toContain('Borderline');
    expect(await slackWords(slack.channels.review)).not.toContain('baseline-echo');
  });
});
