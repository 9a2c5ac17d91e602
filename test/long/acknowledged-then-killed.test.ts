import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { openDiscord } from '../support/a-discord.ts';
import { openSlack } from '../support/a-slack.ts';
import { TOKEN } from '../support/discord-front.ts';
import { type Flames, startFlames } from '../support/run-flames.ts';
import { APP_TOKEN, BOT_TOKEN, freePort } from '../support/slack-front.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const PATIENCE = { timeout: 60_000, interval: 50 };
const SCORECARD = /^Scorecard · /mu;
const WORDS = 'evaluate baseline-refuse smoke --scorer refusal-rule';

/** A workspace, how long the bot may hear nothing more of it, and what stands in its channel. */
interface Place {
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when somebody has typed the words and the bot has acknowledged them. */
  type(words: string): Promise<void>;
  /** From now on, or no longer, the bot gets no answer to what it asks before it begins. */
  hold(held: boolean): void;
  scorecards(): Promise<number>;
  close(): Promise<void>;
}

const inSlack = async (): Promise<Place> => {
  const slack = await openSlack();
  return {
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.front.apiUrl },
    type: (words) => slack.type(words),
    hold: (held) => void (held ? slack.front.held.add('users.info') : slack.front.held.clear()),
    scorecards: async () =>
      (await slack.messages(slack.channels.evals)).filter(({ text }) => SCORECARD.test(text)).length,
    close: () => slack.close(),
  };
};

const inDiscord = async (): Promise<Place> => {
  const discord = await openDiscord();
  const { front, channels } = discord;
  return {
    env: { DISCORD_TOKEN: TOKEN, DISCORD_GUILD_ID: front.twin.guildId, DISCORD_API_URL: front.apiUrl },
    type: (words) => discord.type(words),
    hold: (held) => {
      front.held = held ? /^POST \/interactions\// : undefined;
    },
    scorecards: async () =>
      (await discord.messages(channels.evals)).filter(
        ({ words, ephemeral }) => !ephemeral && SCORECARD.test(words),
      ).length,
    close: () => discord.close(),
  };
};

it.each([
  ['Slack', inSlack],
  ['Discord', inDiscord],
] as const)(
  'a command on %s that is acknowledged just before a kill -9 is done after the start, once',
  async (_name, open) => {
    const place = await open();
    endings.push(() => place.close());
    const home = temporaryFolder();
    const database = openDatabase(home);
    endings.push(() => database.close());
    const { runs, events } = createStores(database, createProcessLock(home));
    const start = async (): Promise<Flames> => {
      const port = String(await freePort());
      const life = startFlames(['start'], { home, env: { ...place.env, METRICS_PORT: port } });
      endings.push(() => life.process.kill('SIGKILL'));
      const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.status);
      await vi.waitFor(async () => expect(await ready()).toBe(200), PATIENCE);
      return life;
    };
    const kept = () => [...events.kept('slack'), ...events.kept('discord')].length;

    const first = await start();
    place.hold(true);
    await place.type(WORDS);
    first.process.kill('SIGKILL');
    await once(first.process, 'close');
    expect({ kept: kept(), runs: runs.list().length }).toEqual({ kept: 1, runs: 0 });

    place.hold(false);
    const second = await start();
    await vi.waitFor(async () => expect(await place.scorecards()).toBe(1), PATIENCE);
    second.process.kill('SIGTERM');
    await second.finished;
    expect({ kept: kept(), runs: runs.list().map(({ state }) => state) }).toEqual({
      kept: 0,
      runs: ['completed'],
    });

    const third = await start();
    await place.type('status');
    third.process.kill('SIGTERM');
    await third.finished;
    expect([runs.list().length, await place.scorecards()]).toEqual([1, 1]);
  },
);
