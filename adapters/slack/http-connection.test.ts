import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventId } from '../../src/ids.ts';
import type { ChatEvent } from '../../src/ports/chat-platform.ts';
import type { EventStore } from '../../src/ports/event-store.ts';
import { type ASlack, openSlack } from '../../test/support/a-slack.ts';
import { deliver, type SignedRequest, signatureOf, signedRequest } from '../../test/support/slack-http.ts';
import { overHttp, slackOn } from '../../test/support/start-slack.ts';
import { createEventStore } from '../sqlite/event-store.ts';
import { IN_MEMORY, openDatabase } from '../sqlite/open-database.ts';
import type { SlackPlatform } from './slack-platform.ts';

let slack: ASlack;
let platform: SlackPlatform;
let events: ChatEvent[];
let inbox: EventStore;
let ways: Awaited<ReturnType<typeof overHttp>>;
const start = async (): Promise<void> => {
  platform = slackOn(slack, { inbox, ...ways });
  await platform.start(async (event) => void events.push(event));
};
beforeEach(async () => {
  slack = await openSlack();
  inbox = createEventStore(openDatabase(IN_MEMORY));
  ways = await overHttp(slack);
  events = [];
  await start();
});
afterEach(async () => {
  await platform.stop();
  await slack.close();
});

const command = {
  command: '/flames',
  text: 'status',
  user_id: 'U1',
  channel_id: 'C1',
  team_id: 'T000000001',
  trigger_id: '1.2.3',
};
const url = (): string => slack.front.eventsUrl ?? '';
const MINUTE_MS = 60_000;

/** The status of the answer, and how many events the bot heard of. */
const told = async (request: SignedRequest): Promise<readonly [number, number]> => {
  const { status } = await deliver(url(), request);
  await platform.settled();
  return [status, events.length];
};

describe('signed requests', () => {
  it('are signed as Slack documents it', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(signatureOf('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it('are taken when they are genuine', async () => {
    expect(await told(signedRequest('slash_commands', command))).toEqual([200, 1]);
  });

  it('get 401 and do nothing when they are forged', async () => {
    const { headers, body } = signedRequest('slash_commands', command);
    const { 'x-slack-signature': _, ...unsigned } = headers;
    const forged: readonly SignedRequest[] = [
      signedRequest('slash_commands', command, { secret: 'another secret' }),
      { headers, body: body.replace('status', 'cancel') },
      { headers: { ...headers, 'x-slack-signature': 'v0=' }, body },
      { headers: unsigned, body },
      { headers: { 'content-type': headers['content-type'] ?? '' }, body: `${body}&ssl_check=1` },
    ];
    for (const request of forged) expect(await told(request)).toEqual([401, 0]);
  });

  it('get 401 and do nothing when they are stale, or of a time to come', async () => {
    for (const minutes of [-6, 6, -60 * 24]) {
      const at = Date.now() + minutes * MINUTE_MS;
      expect(await told(signedRequest('slash_commands', command, { at }))).toEqual([401, 0]);
    }
  });

  it('get 401 and do nothing the second time', async () => {
    const request = signedRequest('slash_commands', command);
    expect(await told(request)).toEqual([200, 1]);
    expect(await told(request)).toEqual([401, 1]);
  });

  it('get 401 and do nothing the second time after a restart either', async () => {
    const request = signedRequest('slash_commands', command);
    expect(await told(request)).toEqual([200, 1]);
    await platform.stop();
    for (const { id, at } of inbox.kept('slack')) inbox.handleOnce(id, at);
    await start();
    expect(await told(request)).toEqual([401, 1]);
    expect(await told(signedRequest('slash_commands', { ...command, text: 'models' }))).toEqual([200, 2]);
  });

  it('are forgotten at a start once their time is over, so that nothing grows for ever', async () => {
    const request = signedRequest('slash_commands', command);
    await told(request);
    const id = `slack:signed:${request.headers['x-slack-signature']}` as EventId;
    await platform.stop();
    expect(inbox.isHandled(id)).toBe(true);
    platform = slackOn(slack, { inbox, ...ways, now: () => new Date(Date.now() + 11 * MINUTE_MS) });
    await platform.start(async () => undefined);
    expect(inbox.isHandled(id)).toBe(false);
  });

  it('cannot come where another program has the port, which the start says', async () => {
    const second = slackOn(slack, { inbox, ...ways });
    await expect(second.start(async () => undefined)).rejects.toMatchObject({
      code: 'request-port-unusable',
    });
    await second.stop();
  });

  it('answer Slack when it checks the address, and nobody elsewhere', async () => {
    const check = signedRequest('events_api', { type: 'url_verification', challenge: 'a word' });
    const answer = await deliver(url(), check);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('a word')]);
    expect((await fetch(url())).status).toBe(404);
    expect((await deliver(`${url()}/else`, signedRequest('slash_commands', command))).status).toBe(404);
    const large = { headers: {}, body: 'x'.repeat(1_100_000) };
    expect(await told(large)).toEqual([413, 0]);
  });
});
