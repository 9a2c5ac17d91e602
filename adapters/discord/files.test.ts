import { afterEach, beforeEach, expect, it } from 'vitest';
import { pictureCard } from '../../src/cards/picture-card.ts';
import type { Place } from '../../src/ports/chat-platform.ts';
import { type ADiscord, discordOn, openDiscord } from '../../test/support/a-discord.ts';
import type { DiscordPlatform } from './discord-platform.ts';

const file = { id: 'a'.repeat(64), name: 'scorecard.png', mediaType: 'image/png', bytes: 3 };
const ALT = 'Safety: 90.0 % (86.8 % to 92.5 %).';

let server: ADiscord;
let platform: DiscordPlatform;
let evals: Place;
beforeEach(async () => {
  server = await openDiscord();
  platform = discordOn(server, { files: { read: () => Buffer.from('png') } });
  evals = { kind: 'channel', platform: 'discord', channel: server.channels.evals };
  await platform.start(async () => undefined);
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
