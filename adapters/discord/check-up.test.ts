import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ADiscord, openDiscord } from '../../test/support/a-discord.ts';
import { TOKEN } from '../../test/support/discord-front.ts';
import { type DiscordCheck, discordChecks } from './check-up.ts';
import { NEEDED } from './permissions.ts';

let server: ADiscord;
beforeEach(async () => {
  server = await openDiscord();
});
afterEach(() => server.close());

const ALL = Object.values(NEEDED).reduce((all, bit) => all | bit, 0n);

/** What has to be mended, by part; nothing where all is well. */
const problems = async (options: Partial<Parameters<typeof discordChecks>[0]> = {}) => {
  const checks = discordChecks({
    token: TOKEN,
    guild: server.front.twin.guildId,
    apiUrl: server.front.apiUrl,
    reviewChannel: server.channels.review,
    ...options,
  });
  const said: Partial<Record<DiscordCheck['part'], string>> = {};
  for (const { part, work } of checks) {
    await work().catch((error: Error) => {
      said[part] = error.message;
    });
  }
  return said;
};

it('finds nothing to mend where all is well, with exactly the permissions that it asks for', async () => {
  await server.front.allow(ALL);
  expect(await problems()).toEqual({});
});

it('names each permission that the bot lacks, with a link that gives them', async () => {
  await server.front.allow(ALL & ~NEEDED.AttachFiles & ~NEEDED.CreatePublicThreads);
  const { server: said } = await problems();
  expect(said).toContain('lacks: Create Public Threads, Attach Files');
  expect(said).toContain(
    `client_id=${server.front.twin.botUserId}&scope=bot+applications.commands&permissions=${ALL}`,
  );
});

it('names what a channel takes away, and that anybody of any age reads it', async () => {
  await server.front.allow(ALL);
  const deny = { id: server.front.twin.guildId, type: 0, allow: '0', deny: String(NEEDED.SendMessages) };
  server.front.settings.set(server.channels.review, { nsfw: true, permission_overwrites: [deny] });
  expect((await problems())['review-channel']).toContain('In #review the bot lacks: Send Messages');
  server.front.settings.set(server.channels.review, { nsfw: false, permission_overwrites: [] });
  expect((await problems())['review-channel']).toContain('People of any age read #review');
  expect((await problems({ reviewChannel: '123456789012345678' }))['review-channel']).toContain('no channel');
});

it('names the intents that Discord refuses, and a bad token', async () => {
  server.front.gateway.allowedIntents = 1;
  expect((await problems()).connection).toContain(
    'intents that the bot needs: Guilds, GuildMessageReactions',
  );
  expect((await problems({ token: 'wrong' })).connection).toContain('refuses the token');
  server.front.failNext(/^GET \/applications\/@me$/u, { kind: 'refused', status: 401, code: 0 });
  expect((await problems()).token).toContain('refuses the token');
});

it('says how to bring the bot into a server where it is not', async () => {
  const { server: said } = await problems({ guild: '123456789012345678' });
  expect(said).toContain('Invite it: https://discord.com/oauth2/authorize?');
});
