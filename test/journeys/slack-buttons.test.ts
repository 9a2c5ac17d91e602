import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../../src/flames/run.ts';
import { type ASlack, openSlack, type PersonName } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

/** For what a person sees without anything to wait for; a busy machine may take long. */
const PATIENCE_MS = 20_000;

const temporaryFolder = useTemporaryFolders();

/** A model that is asked and never answers. */
let silent: Server;
let slack: ASlack;
let on: BotOn;
beforeEach(async () => {
  silent = createServer(() => undefined);
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  slack = await openSlack();
  const boss = `{ users: ["${slack.idOf('bob')}"] }`;
  const config = [
    `permissions: { evaluate: { users: ["${slack.idOf('ann')}"] }, cancel: ${boss}, export: ${boss} }`,
    `review: { voters: ${boss}, openAtOnce: 100, channels: { slack: "${slack.channels.review}" } }`,
    `models: { silent: { baseUrl: "http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1", model: x } }`,
  ].join('\n');
  on = await startBotOn(temporaryFolder(), config, ({ attachments: files, stores }) => [
    slackOn(slack, { files, inbox: stores.events }),
  ]);
});
afterEach(async () => {
  await on.close();
  await slack.close();
  silent.closeAllConnections();
  silent.close();
});

const latestRun = (): Run => on.world.stores.runs.list()[0] as Run;
const log = () => on.world.stores.auditLog.list(0, 100).map(({ act, who }) => [act, who.id]);
/** What was shown to one person alone, the latest last. */
const shownTo = (person: PersonName): readonly string[] =>
  slack
    .private()
    .filter(({ user }) => user === slack.idOf(person))
    // what would be a link is taken apart by joiners that nobody sees
    .map(({ blocks }) => wordsIn(blocks).replaceAll('\u2060', ''));
const type = async (words: string, by: PersonName): Promise<void> => {
  await slack.type(words, by);
  await on.idle();
};
const press = async (...asked: Parameters<ASlack['press']>): Promise<void> => {
  await slack.press(...asked);
  await on.idle();
};
const reports = (): number =>
  slack.front.calls.filter(
    ({ method, body }) =>
      method === 'files.getUploadURLExternal' && /\.html$/u.test(String(body['filename'])),
  ).length;
const inChannels = async () => [
  await slack.messages(slack.channels.evals),
  await slack.messages(slack.channels.review),
];

it('cancels a run by its button for who may, and tells anybody else alone that they may not', async () => {
  await slack.type('evaluate silent smoke', 'ann');
  const message = await vi.waitFor(() => slack.messageWith('silent'), PATIENCE_MS);
  await slack.press(message, 'Cancel', 'cid');
  await vi.waitFor(() => expect(shownTo('cid').at(-1)).toContain('permissions.cancel'), PATIENCE_MS);
  expect(on.world.stores.runs.isCancelRequested(latestRun().id)).toBe(false);
  expect((await inChannels()).map((channel) => channel.length)).toEqual([1, 0]);
  expect(log()).toEqual([['evaluate', slack.idOf('ann')]]);
  await slack.press(message, 'Cancel', 'bob');
  await vi.waitFor(() => expect(latestRun().state).toBe('cancelled'), PATIENCE_MS);
  await on.idle();
  expect(shownTo('cid')).toHaveLength(1);
  expect(log().at(-1)).toEqual(['cancel', slack.idOf('bob')]);
});

it('lets whoever asked for a run cancel it by its button', async () => {
  await slack.type('evaluate silent smoke', 'ann');
  await slack.press(await vi.waitFor(() => slack.messageWith('silent'), PATIENCE_MS), 'Cancel', 'ann');
  await vi.waitFor(() => expect(latestRun().state).toBe('cancelled'), PATIENCE_MS);
  expect(log().at(-1)).toEqual(['cancel', slack.idOf('ann')]);
});

it('shows a comparison and the review queue to who presses for them, and a report only to who may have it', async () => {
  for (const model of ['baseline-refuse', 'baseline-refuse']) await type(`evaluate ${model} smoke`, 'ann');
  const [second, first] = on.world.stores.runs.list() as [Run, Run];
  const scorecard = await slack.messageWith('Scorecard · baseline-refuse');
  const shown = await inChannels();
  await press(scorecard, 'Compare', 'cid');
  expect(shownTo('cid').at(-1)).toContain(first.id);
  expect(shownTo('cid').at(-1)).toContain(second.id);
  await press(scorecard, 'Review', 'cid');
  expect(shownTo('cid')).toHaveLength(2);
  await press(scorecard, 'Full report', 'cid');
  expect(shownTo('cid').at(-1)).toContain('permissions.export');
  expect(await inChannels()).toEqual(shown);
  expect([reports(), log().map(([act]) => act)]).toEqual([0, ['evaluate', 'evaluate']]);
  await press(scorecard, 'Full report', 'bob');
  expect([reports(), log().at(-1)]).toEqual([1, ['report', slack.idOf('bob')]]);
});

it('does nothing for people of another organisation, who may be in a channel that both share', async () => {
  slack.front.outsiders.add(slack.idOf('bob'));
  await type('evaluate baseline-echo smoke', 'ann');
  const flag = on.world.stores.reviews.list({})[0]?.flag;
  const ballot = await slack.messageWith(`${flag?.id} · Borderline`, slack.channels.review);
  await press(await slack.messageWith('Scorecard · baseline-echo'), 'Full report', 'bob');
  await press(ballot, '🟢 3', 'bob');
  await slack.react(ballot, 'harmful', 'added', 'bob');
  await on.idle();
  await slack.react(await slack.messageWith('Scorecard · baseline-echo'), 'harmful', 'added', 'bob');
  await on.idle();
  expect(shownTo('bob').map((words) => words.includes('people of this workspace only'))).toEqual([
    true,
    true,
    true,
  ]);
  expect([reports(), on.world.stores.reviews.find(flag?.id ?? '')?.acts]).toEqual([0, []]);
});

it('counts no vote of somebody who may not vote, by button or by reaction, and tells them alone', async () => {
  await type('evaluate baseline-echo smoke', 'ann');
  const flag = on.world.stores.reviews.list({})[0]?.flag;
  if (flag === undefined) throw new Error('nothing was flagged');
  const ballot = await slack.messageWith(`${flag.id} · Borderline`, slack.channels.review);
  const acts = () => on.world.stores.reviews.find(flag.id)?.acts.map(({ name }) => name);
  await press(ballot, '🟢 3', 'cid');
  await slack.react(ballot, 'harmful', 'added', 'cid');
  await on.idle();
  expect(shownTo('cid')).toEqual([
    expect.stringContaining('review.voters'),
    expect.stringContaining('review.voters'),
  ]);
  expect(acts()).toEqual([]);
  await press(ballot, '🟢 3', 'bob');
  expect(acts()).toEqual(['bob']);
});
