import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ADiscord, openDiscord } from '../support/a-discord.ts';
import { TOKEN } from '../support/discord-front.ts';
import { startFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
let server: ADiscord;
beforeEach(async () => {
  server = await openDiscord();
});
afterEach(() => server.close());

const environment = () => ({
  DISCORD_TOKEN: TOKEN,
  DISCORD_GUILD_ID: server.front.twin.guildId,
  DISCORD_API_URL: server.front.apiUrl,
});

it('the program serves Discord until it is told to stop, and says who refuses a bad token', async () => {
  const home = temporaryFolder();
  const { process: bot, finished } = startFlames(['start'], { home, env: environment() });
  await server.front.called(/^PUT .*commands$/u);
  await server.type('help');
  const answered = server.front.called(/^PATCH \/webhooks\//u);
  await server.type('status');
  await answered;
  bot.kill('SIGTERM');
  expect((await finished).code).toBe(0);
  expect((await server.messages()).map(({ ephemeral }) => ephemeral)).toContain(true);
  expect(server.front.broken).toEqual([]);
  const refused = await startFlames(['start'], { home, env: { ...environment(), DISCORD_TOKEN: 'wrong' } })
    .finished;
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^Discord refuses the token \(.*\)\. .*\n$/u);
  expect(refused.stderr + refused.stdout).not.toContain('wrong');
});

it('of two programs that are started on one home one serves the platform, and the other as soon as the first was killed', async () => {
  const home = temporaryFolder();
  const first = startFlames(['start'], { home, env: environment() });
  await server.front.called(/^PUT .*commands$/u);
  const second = await startFlames(['start'], { home, env: environment() }).finished;
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr.trim().split('\n')).toEqual([expect.stringContaining(home)]);
  first.process.kill('SIGKILL');
  await first.finished;
  const opened = server.front.called(/^GET \/gateway\/bot$/u);
  const third = startFlames(['start'], { home, env: environment() });
  await opened;
  third.process.kill('SIGTERM');
  expect((await third.finished).code).toBe(0);
});

it('doctor tells all of it in one list, and warns of a review channel that people of any age read', async () => {
  const home = temporaryFolder();
  writeFileSync(
    join(home, 'flames.config.yaml'),
    `review: { channels: { discord: "${server.channels.review}" } }`,
  );
  server.front.settings.set(server.channels.review, { nsfw: false, permission_overwrites: [] });
  const { code, stdout } = await startFlames(['doctor', '--json'], { home, env: environment() }).finished;
  const { checks } = JSON.parse(stdout);
  expect(checks.filter(({ what }: { what: string }) => what.startsWith('Discord'))).toEqual([
    { what: 'Discord, token', problem: null, warning: null },
    { what: 'Discord, connection and intents', problem: null, warning: null },
    { what: 'Discord, server and permissions', problem: null, warning: null },
    {
      what: 'Discord, review channel',
      problem: null,
      warning: expect.stringContaining('People of any age read #review'),
    },
  ]);
  expect(code).toBe(0);
});
