import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { discordOn, openDiscord } from '../support/a-discord.ts';
import { openSlack } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { CALLS, onlyFor } from '../support/command-rights.ts';
import { slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Place {
  readonly on: BotOn;
  type(words: string, by: 'ann' | 'bob'): Promise<void>;
  /** How often somebody was told alone that they may not do something. */
  refusals(): Promise<number>;
}

const REFUSAL = 'You may not do that here';
const ROLE = '123456789012345678';

/** A workspace in which ann alone is in the user group that may do everything. */
const onSlack = async (): Promise<Place> => {
  const slack = await openSlack();
  endings.push(() => slack.close());
  slack.front.userGroups = [{ id: 'S1', handle: 'evaluators', users: [slack.idOf('ann')] }];
  const config = JSON.stringify(onlyFor({ slackGroups: ['S1'] }));
  const on = await startBotOn(temporaryFolder(), config, ({ attachments: files }) => [
    slackOn(slack, { files, needsGroups: true }),
  ]);
  endings.push(() => on.close());
  return {
    on,
    type: (words, by) => slack.type(words, by),
    refusals: async () => slack.private().filter((body) => JSON.stringify(body).includes(REFUSAL)).length,
  };
};

/** A server in which ann alone has the role that may do everything. */
const onDiscord = async (): Promise<Place> => {
  const discord = await openDiscord();
  endings.push(() => discord.close());
  discord.front.roles.set(discord.idOf('ann'), [ROLE]);
  const config = JSON.stringify(onlyFor({ discordRoles: [ROLE] }));
  const on = await startBotOn(temporaryFolder(), config, ({ attachments: files }) => [
    discordOn(discord, { files, needsRoles: true }),
  ]);
  endings.push(() => on.close());
  return {
    on,
    type: (words, by) => discord.type(words, by),
    refusals: async () =>
      (await discord.messages()).filter(({ ephemeral, words }) => ephemeral && words.includes(REFUSAL))
        .length,
  };
};

describe.each([
  ['a user group of Slack', onSlack],
  ['a role of Discord', onDiscord],
])('rights that %s has', (_group, open) => {
  it('let its member do what they are for, and keep every such command from everybody else', async () => {
    const { on, type, refusals } = await open();
    await type('evaluate baseline-refuse smoke --scorer refusal-rule', 'ann');
    await on.idle();
    const runs = on.world.stores.runs.list();
    expect(runs).toMatchObject([{ state: 'completed' }]);
    const before = [...on.world.stores.exports.rows('log', {})];
    const kept = COMMANDS.filter(
      ({ surfaces, permission }) => surfaces.includes('chat') && permission !== 'anyone',
    );
    for (const [at, { name }] of kept.entries()) {
      await type(`${name} ${CALLS[name]?.replace('RUN', runs[0]?.id ?? '')}`, 'bob');
      await on.idle();
      expect({ name, refusals: await refusals() }).toEqual({ name, refusals: at + 1 });
    }
    expect(on.world.stores.runs.list()).toEqual(runs);
    expect([...on.world.stores.exports.rows('log', {})]).toEqual(before);
    await type(`invalidate ${runs[0]?.id} because of a test`, 'ann');
    await on.idle();
    expect([...on.world.stores.exports.rows('log', {})].length).toBeGreaterThan(before.length);
  });
});
