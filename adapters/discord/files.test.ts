import { afterEach, beforeEach, expect, it } from 'vitest';
import { pictureCard } from '../../src/cards/picture-card.ts';
import type { ChatEvent, Place } from '../../src/ports/chat-platform.ts';
import { aCard } from '../../test/support/a-card.ts';
import { type ADiscord, discordOn, openDiscord } from '../../test/support/a-discord.ts';
import type { DiscordPlatform } from './discord-platform.ts';

const file = { id: 'a'.repeat(64), name: 'scorecard.png', mediaType: 'image/png', bytes: 3 };
const ALT = 'Safety: 90.0 % (86.8 % to 92.5 %).';

let server: ADiscord;
let platform: DiscordPlatform;
let evals: Place;
let events: ChatEvent[];
const typed = async (words: string): Promise<readonly ChatEvent[]> => {
  await server.type(words);
  await platform.settled();
  return events;
};
beforeEach(async () => {
  server = await openDiscord();
  platform = discordOn(server, { files: { read: () => Buffer.from('png') } });
  evals = { kind: 'channel', platform: 'discord', channel: server.channels.evals };
  events = [];
  await platform.start(async (event) => void events.push(event));
});
afterEach(async () => {
  await platform.stop();
  await server.close();
});

it('a picture is drawn where it stands, with its words', async () => {
  await platform.post(evals, pictureCard([{ file, alt: ALT }], 'en'), 'k1');
  const [message] = (await server.messages(server.channels.evals)).slice(-1);
  const [attached] = message?.attachments ?? [];
  expect(attached).toMatchObject({ description: ALT });
  expect(message?.embeds).toMatchObject([{ image: { url: `attachment://${attached?.['filename']}` } }]);
  expect(server.front.calls.flatMap(({ files }) => files)).toMatchObject([{ bytes: 3 }]);
});

it('a picture for one person alone follows the answer to what that person typed', async () => {
  const [event] = await typed('leaderboard');
  if (event?.kind !== 'command') throw new Error('no command arrived');
  await platform.post(event.replyTo, aCard('Leaderboard'), 'k1');
  const alone = { ...event.replyTo, kind: 'private', person: event.by.id } as Place;
  await platform.post(alone, pictureCard([{ file, alt: ALT }], 'en'), 'k2');
  const pictures = (await server.messages()).filter(({ attachments }) => attachments.length > 0);
  expect(pictures).toMatchObject([{ ephemeral: true, attachments: [{ description: ALT }] }]);
});
