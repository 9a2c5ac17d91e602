import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChatEvent, Place } from '../../src/ports/chat-platform.ts';
import { aCard } from '../support/a-card.ts';
import { type ADiscord, discordOn, openDiscord } from '../support/a-discord.ts';
import { startBotOn } from '../support/bot-on.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
let server: ADiscord;
beforeEach(async () => {
  server = await openDiscord();
});
afterEach(() => server.close());

it('a session that Discord forgot is begun anew, and what came meanwhile is read again', async () => {
  const events: ChatEvent[] = [];
  let heard: () => void = () => undefined;
  const reconnected = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const platform = discordOn(server);
  await platform.start(async (event) => {
    events.push(event);
    if (event.kind === 'reconnected') heard();
  });
  const to: Place = { kind: 'channel', platform: 'discord', channel: server.channels.evals };
  const ref = await platform.post(to, aCard('Ballot'), 'k');
  server.front.gateway.forgetSessions();
  await server.reactUnheard(ref, 'harmful', 'added', 'bob');
  await reconnected;
  expect([server.front.gateway.identified, server.front.gateway.resumed]).toEqual([2, 0]);
  expect((await platform.reactionsOn?.(ref))?.map(({ emoji }) => emoji)).toEqual(['harmful']);
  await server.type('status');
  await platform.settled();
  expect(events.map(({ kind }) => kind)).toEqual(['reconnected', 'command']);
  await platform.stop();
});

it('a run goes on while Discord is down, and its one message follows', async () => {
  const on = await startBotOn(temporaryFolder(), 'locale: en', ({ stores }) => [
    discordOn(server, { inbox: stores.events }),
  ]);
  await server.type('evaluate baseline-refuse smoke');
  server.front.setDown(true);
  while (on.world.stores.runs.list()[0]?.state !== 'completed')
    await new Promise((resolve) => setImmediate(resolve));
  server.front.setDown(false);
  await on.idle();
  const shown = (await server.messages(server.channels.evals)).filter(({ ephemeral }) => !ephemeral);
  expect(shown.map(({ words }) => words.includes('Scorecard · baseline-refuse'))).toEqual([true]);
  await server.type('status');
  await on.idle();
  await on.close();
});

it('what Discord asks to wait with follows after that time, other channels at once', async () => {
  const on = await startBotOn(temporaryFolder(), 'locale: en', ({ stores }) => [
    discordOn(server, { inbox: stores.events }),
  ]);
  server.front.failNext(new RegExp(`^POST /channels/${server.channels.evals}/messages`, 'u'), {
    kind: 'rate-limited',
    seconds: 2,
  });
  await server.type('evaluate baseline-refuse smoke', 'ann', server.channels.evals);
  await server.type('evaluate baseline-comply smoke', 'bob', server.channels.review);
  await on.idle();
  const posts = server.front.calls.flatMap(
    ({ call }) => /^POST \/channels\/(\d+)\/messages$/u.exec(call)?.[1] ?? [],
  );
  expect(posts.indexOf(server.channels.review)).toBeLessThan(posts.lastIndexOf(server.channels.evals));
  expect(posts.filter((channel) => channel === server.channels.evals)).toHaveLength(2);
  const words = (await server.messages()).map((message) => message.words).join('\n');
  expect(words).toContain('Scorecard · baseline-refuse');
  expect(words).toContain('Scorecard · baseline-comply');
  await on.close();
});
