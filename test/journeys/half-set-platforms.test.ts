import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config.ts';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const [BOT, APP, SECRET] = ['xoxb-test', 'xapp-test', 'a signing secret'];

/** What a half-set environment is answered with: one sentence, which names what to set. */
const HALF_SET: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [{ SLACK_BOT_TOKEN: BOT }, 'SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and PORT.'],
  [{ SLACK_APP_TOKEN: APP }, 'SLACK_BOT_TOKEN: is not set; it begins with xoxb-.'],
  [{ SLACK_SIGNING_SECRET: SECRET, PORT: '3000' }, 'SLACK_BOT_TOKEN: is not set; it begins with xoxb-.'],
  [
    { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET },
    'SLACK_SIGNING_SECRET: needs PORT, to which Slack sends what happens.',
  ],
  [
    { SLACK_SIGNING_SECRET: SECRET },
    'SLACK_BOT_TOKEN: is not set; it begins with xoxb-; SLACK_SIGNING_SECRET: needs PORT, to which Slack sends what happens.',
  ],
  [
    { SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT },
    'SLACK_BOT_TOKEN: holds the app-level token; the bot token begins with xoxb-; SLACK_APP_TOKEN: holds the bot token; the app-level token begins with xapp-.',
  ],
];

const sentenceOf = (variables: Readonly<Record<string, string>>): string => {
  try {
    return `nothing wrong: ${readEnvironment(variables).slack()?.events.kind}`;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a platform of which half is set', () => {
  it.each(HALF_SET)('says in one sentence what to set: %j', (variables, sentence) => {
    expect(sentenceOf(variables)).toBe(`The environment needs mending: ${sentence}`);
    for (const secret of [BOT, APP, SECRET]) expect(sentenceOf(variables)).not.toContain(secret);
  });

  it('is no Slack at all when no variable of it is set, and whole by either way of hearing from it', () => {
    expect(sentenceOf({ PORT: '3000' })).toBe('nothing wrong: undefined');
    expect(sentenceOf({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP })).toBe('nothing wrong: socket');
    const http = { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET, PORT: '3000' };
    expect(sentenceOf(http)).toBe('nothing wrong: http');
    expect(sentenceOf({ ...http, PORT: '70000' })).toContain('PORT: give a port, 1 to 65535');
  });

  it('keeps the bot from starting, on one line', async () => {
    const started = await runFlames(['start'], { home: temporaryFolder(), env: { SLACK_BOT_TOKEN: BOT } });
    expect(started).toMatchObject({ code: 1, stdout: '' });
    expect(started.stderr.trim().split('\n')).toEqual([expect.stringContaining('needs SLACK_APP_TOKEN')]);
  });

  it('is one finding of doctor, beside all the others', async () => {
    const env = { SLACK_BOT_TOKEN: BOT, DISCORD_GUILD_ID: '123456789012345678' };
    const { code, stdout } = await runFlames(['doctor', '--json'], { home: temporaryFolder(), env });
    const { checks } = JSON.parse(stdout) as { checks: { what: string; problem: string | null }[] };
    expect(code).toBe(1);
    expect(checks.filter(({ problem }) => problem !== null)).toMatchObject([
      { what: 'Slack, token', problem: expect.stringContaining('needs SLACK_APP_TOKEN') },
      { what: 'Discord, token', problem: expect.stringContaining('DISCORD_GUILD_ID: needs DISCORD_TOKEN') },
    ]);
    expect(checks.length).toBeGreaterThan(5);
  });
});
