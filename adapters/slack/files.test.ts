import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { pictureCard } from '../../src/cards/picture-card.ts';
import type { Place } from '../../src/ports/chat-platform.ts';
import { type ASlack, openSlack } from '../../test/support/a-slack.ts';
import { slackOn } from '../../test/support/start-slack.ts';
import type { SlackPlatform } from './slack-platform.ts';

const file = { id: 'a'.repeat(64), name: 'scorecard.png', mediaType: 'image/png', bytes: 3 };
/** Tries before the last one, which sends words. */
const WAITS = [0, 0];
const CARD: Card = pictureCard([{ file, alt: 'Safety: 90.0 % (86.8 % to 92.5 %).' }], 'en');

describe('pictures in Slack', () => {
  let workspace: ASlack;
  let platform: SlackPlatform;
  let evals: Place;
  beforeEach(async () => {
    workspace = await openSlack();
    platform = slackOn(workspace, { files: { read: () => Buffer.from('png') }, pictureWaitsMs: WAITS });
    evals = { kind: 'channel', platform: 'slack', channel: workspace.channels.evals };
    await platform.start(async () => undefined);
  });
  afterEach(async () => {
    await platform.stop();
    await workspace.close();
  });
  const notReady = () =>
    workspace.front.failNext('chat.postMessage', { kind: 'refused', word: 'invalid_blocks' });
  const shown = async () => (await workspace.messages(workspace.channels.evals)).at(-1);

  it('a picture is drawn where it stands, with its words', async () => {
    await platform.post(evals, CARD, 'k1');
    expect((await shown())?.blocks).toMatchObject([
      {
        type: 'image',
        alt_text: 'Safety: 90.0 % (86.8 % to 92.5 %).',
        slack_file: { id: expect.any(String) },
      },
    ]);
  });

  it('a picture that Slack has not looked at yet is sent again, and uploaded once', async () => {
    notReady();
    await platform.post(evals, CARD, 'k1');
    const uploads = workspace.front.calls.filter(({ method }) => method === 'files.completeUploadExternal');
    expect(uploads).toHaveLength(1);
    expect((await shown())?.blocks).toMatchObject([{ type: 'image' }]);
  });

  it('a picture that Slack never takes is told in words', async () => {
    notReady();
    notReady();
    await platform.post(evals, CARD, 'k2');
    expect((await shown())?.blocks).toMatchObject([
      { type: 'context', elements: [{ text: 'Safety: 90.0 % (86.8 % to 92.5 %).' }] },
    ]);
  });
});
