import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlagId, RunId } from '../../src/ids.ts';
import type { MessageRef } from '../../src/ports/chat-platform.ts';
import type { World } from '../../src/wiring/open-world.ts';
import { START } from '../support/a-scheduled-bot.ts';
import { type ASlack, openSlack } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';
import { createWarpedClock, type WarpedClock } from '../support/warped-clock.ts';

/** For what nobody says the end of; a busy machine may take long. */
const PATIENCE_MS = 20_000;

const temporaryFolder = useTemporaryFolders();

let slack: ASlack;
let on: BotOn;
let home: string;
const startBot = async (change?: (world: World) => World): Promise<BotOn> => {
  const config = `review: { openAtOnce: 100, quorum: 2, channels: { slack: "${slack.channels.review}" } }`;
  return startBotOn(
    home,
    config,
    ({ attachments: files, stores }) => [slackOn(slack, { files, inbox: stores.events })],
    change,
  );
};
beforeEach(async () => {
  home = temporaryFolder();
  slack = await openSlack();
});
afterEach(async () => {
  await on.close();
  await slack.close();
});

const type = async (words: string): Promise<void> => {
  await slack.type(words);
  await on.idle();
};
const run = (): RunId => on.world.stores.runs.list()[0]?.id as RunId;
const texts = async (channel: string): Promise<string> =>
  (await slack.messages(channel)).map(({ text }) => text).join('\n');
/** The messages of a channel that stand under no other. */
const rootTexts = async (channel: string): Promise<readonly string[]> => {
  const roots = (await slack.messages(channel)).filter(
    ({ ts, thread_ts: thread }) => thread === undefined || thread === ts,
  );
  return [...new Map(roots.map(({ ts, text }) => [ts, text])).values()];
};
/** What stands in somebody's own conversation with the bot. */
const directWords = (): string =>
  slack.front.calls
    .filter(({ method, body }) => method === 'chat.postMessage' && /^D/u.test(String(body['channel'])))
    .map(({ body }) => wordsIn(body['blocks']))
    .join('\n');
const borderline = async (): Promise<{ readonly id: FlagId; readonly ballot: MessageRef }> => {
  await type('evaluate baseline-echo smoke');
  const flags = on.world.stores.reviews.list({ run: run() }).map(({ flag }) => flag);
  const unsure = flags.find(({ reason, scorerLabel }) => reason === 'borderline' && scorerLabel !== 3);
  const id = unsure?.id as FlagId;
  return { id, ballot: await slack.messageWith(`${id} · Borderline`, slack.channels.review) };
};
const votes = (id: FlagId): number => on.world.stores.reviews.find(id)?.acts.length ?? 0;

/** The bot on a clock whose minutes are passed by hand. */
const startWithClock = async (): Promise<WarpedClock> => {
  const clock = createWarpedClock(new Date(`${START}Z`));
  on = await startBot((world) => ({ ...world, clock }));
  return clock;
};

describe.each([
  ['not_in_channel', 'I am not in it'],
  ['channel_not_found', 'it is archived, or I cannot see it'],
  ['is_archived', 'it is archived, or I cannot see it'],
] as const)('a channel that answers %s', (word, sentence) => {
  it('is told to who asked, with the mend, once; the run goes on, and its scorecard follows by itself', async () => {
    const clock = await startWithClock();
    slack.front.refusing.set(slack.channels.evals, word);
    await type('evaluate baseline-refuse smoke');
    expect(on.world.stores.runs.find(run())?.state).toBe('completed');
    expect(directWords().split(`where you asked for ${run()}`)).toHaveLength(2);
    expect(directWords()).toContain(sentence);
    expect(directWords()).toMatch(/Invite me|Restore it, or invite me/u);
    expect(await slack.messages(slack.channels.evals)).toEqual([]);
    slack.front.refusing.clear();
    await clock.advance(11 * 60_000);
    await on.idle();
    expect(await rootTexts(slack.channels.evals)).toEqual([expect.stringContaining('Scorecard')]);
  });

  it('shows an answer to who asked for it, alone, and posts it nowhere later', async () => {
    await startWithClock();
    await type('evaluate baseline-refuse smoke');
    slack.front.refusing.set(slack.channels.evals, word);
    const before = await slack.messages(slack.channels.evals);
    await slack.type(`scorecard ${run()}`, 'bob');
    await on.idle();
    const alone = slack.front.responses.at(-1);
    expect(wordsIn(alone?.['blocks'])).toContain('Only you see this');
    expect(wordsIn(alone?.['blocks'])).toContain(`${run()} ·`);
    await slack.join(slack.channels.evals);
    await on.idle();
    expect(await slack.messages(slack.channels.evals)).toEqual(before);
  });

  it('holds no ballot back for good: all come when the bot is invited', async () => {
    await startWithClock();
    slack.front.refusing.set(slack.channels.review, word);
    await type('evaluate baseline-echo smoke');
    const flags = on.world.stores.reviews.list({ run: run() });
    expect(directWords()).toContain(`the review channel (${slack.channels.review})`);
    expect(await slack.messages(slack.channels.review)).toEqual([]);
    await slack.join(slack.channels.review);
    await on.idle();
    const shown = (await rootTexts(slack.channels.review)).join('\n');
    for (const { flag } of flags) expect(shown).toContain(`${flag.id} · `);
  });
});

it('edits a scorecard that could not be edited meanwhile once the bot is invited again', async () => {
  await startWithClock();
  const { id, ballot } = await borderline();
  slack.front.refusing.set(slack.channels.evals, 'not_in_channel');
  for (const voter of ['bob', 'cid'] as const) await slack.react(ballot, 'harmless', 'added', voter);
  await on.idle();
  expect(on.world.stores.reviews.find(id)?.flag.state).toBe('settled');
  expect(await texts(slack.channels.evals)).not.toContain('After votes');
  await slack.join(slack.channels.evals, 'cid');
  await on.idle();
  expect(await texts(slack.channels.evals)).not.toContain('After votes');
  await slack.join(slack.channels.evals);
  await on.idle();
  expect(await rootTexts(slack.channels.evals)).toEqual([expect.stringContaining('After votes')]);
});

it('waits where Slack asks to wait, and lets messages of other channels pass meanwhile', async () => {
  const clock = await startWithClock();
  const { evals, review } = slack.channels;
  slack.front.failNext('chat.postMessage', { kind: 'rate-limited', seconds: 60 }, evals);
  await slack.type('evaluate baseline-echo smoke');
  await vi.waitFor(async () => expect(await texts(review)).toContain('Borderline'), PATIENCE_MS);
  await slack.type('evaluate baseline-refuse smoke', 'bob', review);
  await vi.waitFor(async () => expect(await texts(review)).toContain('Scorecard'), PATIENCE_MS);
  expect(await texts(evals)).toBe('');
  await clock.advance(61_000);
  await on.idle();
  expect(await rootTexts(evals)).toEqual([expect.stringContaining('Scorecard')]);
});

it('posts no ballot in a channel that another organisation reads, and says so to who asked', async () => {
  on = await startBot();
  slack.front.sharedOutside.add(slack.channels.review);
  await type('evaluate baseline-echo smoke');
  await vi.waitFor(
    () => expect(directWords()).toContain('people of another organisation read it'),
    PATIENCE_MS,
  );
  expect(await texts(slack.channels.review)).not.toContain('Borderline');
});

it('counts an event once, over redelivery, a lost connection and a restart', async () => {
  on = await startBot();
  const { id, ballot } = await borderline();
  await slack.react(ballot, 'harmless', 'added', 'bob');
  await on.idle();
  expect(votes(id)).toBe(1);
  const again = async (): Promise<void> => {
    await slack.redeliver();
    await on.idle();
    expect(votes(id)).toBe(1);
  };
  await again();
  const connected = slack.front.connected();
  slack.front.dropSockets();
  await connected;
  await again();
  await on.close();
  on = await startBot();
  await again();
});

it('counts reactions that were given and taken back while the connection was lost', async () => {
  on = await startBot();
  const { id, ballot } = await borderline();
  await slack.react(ballot, 'harmless', 'added', 'bob');
  await on.idle();
  const connected = slack.front.connected();
  slack.front.dropSockets();
  await slack.reactUnheard(ballot, 'harmless', 'removed', 'bob');
  await slack.reactUnheard(ballot, 'harmful', 'added', 'cid');
  await connected;
  await vi.waitFor(() => expect(votes(id)).toBe(3), PATIENCE_MS);
  const standing = on.world.stores.reviews.find(id)?.acts.map(({ name, act }) => [name, act.kind]);
  expect(standing).toEqual([
    ['bob', 'label'],
    ['cid', 'label'],
    ['bob', 'withdrawn'],
  ]);
});

it('goes on in the same message after a post whose answer was lost', async () => {
  on = await startBot();
  slack.front.failNext('chat.postMessage', { kind: 'answer-lost' }, slack.channels.evals);
  await slack.type('evaluate baseline-refuse smoke');
  await vi.waitFor(async () => expect(await texts(slack.channels.evals)).toContain('Scorecard'), PATIENCE_MS);
  await on.idle();
  const roots = (await slack.messages(slack.channels.evals)).filter(
    ({ ts, thread_ts: thread }) => thread === undefined || thread === ts,
  );
  expect(new Set(roots.map(({ ts }) => ts)).size).toBe(1);
});

it('posts a scheduled digest at its time, once', async () => {
  const clock = createWarpedClock(new Date(`${START}Z`));
  on = await startBot((world) => ({ ...world, clock }));
  await type('schedule add digest every Monday 09:00 --zone Asia/Shanghai');
  await type('evaluate baseline-refuse smoke');
  const digests = async () => (await texts(slack.channels.evals)).match(/Digest · /gu)?.length ?? 0;
  expect(await digests()).toBe(0);
  for (let hours = 0; hours < 6 * 24; hours += 24) await clock.advance(24 * 3_600_000);
  await clock.advance(30_000);
  await on.idle();
  await vi.waitFor(async () => expect(await digests()).toBe(1), PATIENCE_MS);
  expect(await texts(slack.channels.evals)).toContain('baseline-refuse');
});
