import { join } from 'node:path';
import { createTerminalPlatform, type TerminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { suggestNext } from '../bot/suggest-next.ts';
import type { CommandResult } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import type { Environment } from '../config.ts';
import { UserError } from '../errors.ts';
import { botTexts } from '../texts/bot.ts';
import { currentUser } from './current-user.ts';
import { openLog } from './open-log.ts';
import type { World } from './open-world.ts';
import { startBot } from './start-bot.ts';
import { startOperation } from './start-operation.ts';
import { stopSignal } from './stop-signal.ts';

/** What has to be set for each chat platform. */
const PLATFORM_VARIABLES = [
  'SLACK_BOT_TOKEN with SLACK_APP_TOKEN',
  'SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET and PORT',
  'DISCORD_TOKEN with DISCORD_GUILD_ID',
] as const;

/**
 * The chat in this terminal, or over a pipe, until its input ends. A pipe's runs are worked on to their end; those of a
 * person who leaves go on at the next start. Throws a `UserError` when it needs a person and there is no terminal.
 */
export const runChat = async (
  { needsPerson }: Extract<CommandResult, { kind: 'chat' }>,
  world: World,
  environment: Environment,
): Promise<number> => {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const texts = botTexts[world.config.locale];
  if (needsPerson && !interactive) throw new UserError('nothing-to-start', { variables: PLATFORM_VARIABLES });
  if (needsPerson) process.stdout.write(`${texts.inTerminal({ variables: PLATFORM_VARIABLES })}\n`);
  const terminal = openTerminal(interactive, world, environment);
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  const problems = () => [...(state === 'running' ? [] : [state]), ...storeProblems(world)];
  const operation = await startOperation(environment, { problems, counts: world.counts });
  const log = openLog('home', environment, world.config);
  const bot = await startBot([terminal], { ...world, metrics: operation.metrics }, log);
  state = 'running';
  const stopped = aborted(stopSignal());
  const finished = interactive ? terminal.finished() : terminal.finished().then(() => bot.idle());
  await Promise.race([finished, stopped]);
  state = 'stopping';
  const left = await bot.stop();
  await operation.close();
  if (left > 0) process.stderr.write(`${texts.goOnLater({ runs: left })}\n`);
  return 0;
};

const storeProblems = ({ counts }: World): readonly string[] => {
  try {
    counts();
    return [];
  } catch {
    return ['the store cannot be read'];
  }
};

const openTerminal = (interactive: boolean, world: World, { home }: Environment): TerminalPlatform =>
  createTerminalPlatform({
    input: process.stdin,
    output: process.stdout,
    interactive,
    colour: process.stdout.isTTY === true && process.stdout.hasColors(),
    locale: world.config.locale,
    now: () => world.clock.now(),
    speaker: currentUser(),
    pathOf: (file) => world.attachments.pathOf(file),
    historyFile: join(home, 'chat-history'),
    suggest: (words) =>
      suggestNext(words, COMMANDS, {
        model: world.models.names(),
        scorer: world.scorers.names(),
        run: world.stores.runs.list({ limit: 20 }).map(({ id }) => id),
      }),
  });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
