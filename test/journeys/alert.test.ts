import { afterEach, expect, it } from 'vitest';
import { createRecordingPlatform, type RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import type { World } from '../../src/wiring/open-world.ts';
import { type ABot, startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const open: ABot[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
});

/** A bot on a platform called `slack`, with a model that refuses everything until it is told to comply. */
const withChangingModel = async (config: string) => {
  let behaves = 'baseline-refuse';
  const change = (world: World): World => ({
    ...world,
    models: {
      ...world.models,
      open: (terms) => world.models.open({ ...terms, name: behaves }),
    },
  });
  const platform = createRecordingPlatform({ name: 'slack' });
  const bot = await startABot(temporaryFolder(), { config, platform, change });
  open.push(bot);
  const evaluate = async (): Promise<void> => bot.type('evaluate baseline-refuse full --scorer refusal-rule');
  const comply = (): void => {
    behaves = 'baseline-comply';
  };
  return { bot, platform, evaluate, comply };
};

const messageOf = (platform: RecordingPlatform, key: string): string =>
  platform.ledger().find((message) => message.key === key)?.ref.message ?? '';

it('a run that is worse than the last one says so on its card and calls the people of the configuration once', async () => {
  const { bot, platform, evaluate, comply } = await withChangingModel('alerts: { slack: [U1, U2] }');
  await evaluate();
  expect(bot.texts().join('\n')).not.toContain('Worse');
  comply();
  await evaluate();
  const [last] = bot.world.stores.runs.list();
  const card = platform
    .ledger()
    .find(({ key }) => key === `run:${last?.id}`)
    ?.shown.at(-1)?.card;
  expect(JSON.stringify(card)).toContain(
    'Worse than the run before, by more than chance: overall −40.0 points',
  );
  const alerts = platform.ledger().filter(({ key }) => key.startsWith('alert:'));
  expect(alerts).toMatchObject([
    { address: { kind: 'thread' }, shown: [{ card: { calls: [{ id: 'U1' }, { id: 'U2' }] } }] },
  ]);
  await bot.press(
    { platform: 'slack', channel: 'C1', message: messageOf(platform, `run:${last?.id}`) },
    'Compare',
  );
  expect(bot.texts().at(-1)).toMatch(/^Comparison · baseline-refuse → baseline-refuse/);
  await bot.type(`resume ${last?.id} --retry-failed`);
  await evaluate();
  expect(platform.ledger().filter(({ key }) => key.startsWith('alert:'))).toEqual(alerts);
});

it('nobody is called where the configuration names nobody', async () => {
  const { bot, platform, evaluate, comply } = await withChangingModel('alerts: { discord: ["1"] }');
  await evaluate();
  comply();
  await evaluate();
  expect(bot.texts().join('\n')).toContain('Worse');
  expect(platform.ledger().filter(({ key }) => key.startsWith('alert:'))).toEqual([]);
});
