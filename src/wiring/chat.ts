import { join } from 'node:path';
import { within } from '../../adapters/system/within.ts';
import { createTerminalPlatform, type TerminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { suggestNext } from '../bot/suggest-next.ts';
import type { CommandResult } from '../commands/command.ts';
import { COMMANDS } from '../commands/index.ts';
import type { Environment } from '../config.ts';
import { UserError } from '../errors.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';
import { botTexts } from '../texts/bot.ts';
import { currentUser } from './current-user.ts';
import { knownNames } from './known-names.ts';
import { openLog } from './open-log.ts';
import type { World } from './open-world.ts';
import { openPlatforms, PLATFORM_VARIABLES } from './platforms.ts';
import { type RunningBot, startBot } from './start-bot.ts';
import { startOperation } from './start-operation.ts';
import { stopSignal } from './stop-signal.ts';

/**
 * The bot on every platform that is set up, until it is told to stop; where none is, or `chat` was asked for, the chat in
 * this terminal. Throws a `UserError` when there is neither a platform nor a person.
 */
export const runChat = async (
  { needsPerson }: Extract<CommandResult, { kind: 'chat' }>,
  world: World,
  environment: Environment,
): Promise<number> => {
  if (needsPerson) {
    const log = openLog('stderr', environment, world.config);
    const { platforms, release } = await openPlatforms(environment, world, log);
    if (platforms.length > 0) {
      try {
        return await serve(
          { platforms, log, finished: () => new Promise(() => undefined) },
          world,
          environment,
        );
      } finally {
        release();
      }
    }
  }
  return runInTerminal(needsPerson, world, environment);
};

/**
 * The chat in this terminal, or over a pipe, until its input ends. A pipe's runs are worked on to their end; those of a
 * person who leaves go on at the next start.
 */
const runInTerminal = async (
  needsPerson: boolean,
  world: World,
  environment: Environment,
): Promise<number> => {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const texts = botTexts[world.config.locale];
  if (needsPerson && !interactive) throw new UserError('nothing-to-start', { variables: PLATFORM_VARIABLES });
  if (needsPerson) process.stdout.write(`${texts.inTerminal({ variables: PLATFORM_VARIABLES })}\n`);
  const terminal = openTerminal(interactive, world, environment);
  const log = openLog('home', environment, world.config);
  const finished = (bot: RunningBot): Promise<void> =>
    interactive ? terminal.finished() : terminal.finished().then(() => bot.idle());
  return serve({ platforms: [terminal], log, finished }, world, environment);
};

/** A platform that answers nothing is left: what was on its way to it is looked for at the next start. */
const PLATFORM_PATIENCE_MS = 6000;

interface Serving {
  readonly platforms: readonly ChatPlatform[];
  readonly log: Log;
  finished(bot: RunningBot): Promise<void>;
}

const serve = async (
  { platforms, log, finished }: Serving,
  world: World,
  environment: Environment,
): Promise<number> => {
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  const problems = () => [...(state === 'running' ? [] : [state]), ...storeProblems(world)];
  const operation = await startOperation(environment, { problems, counts: world.counts });
  const stopped = aborted(stopSignal());
  try {
    const bot = await startBot(platforms, { ...world, metrics: operation.metrics }, log);
    state = 'running';
    await Promise.race([finished(bot), stopped]);
    state = 'stopping';
    const left = await within(PLATFORM_PATIENCE_MS, bot.stop(), world.clock);
    if (left === 'late') log.warn('stopped without a platform that does not answer');
    else if (left > 0) process.stderr.write(`${botTexts[world.config.locale].goOnLater({ runs: left })}\n`);
    return 0;
  } finally {
    await operation.close();
  }
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
    suggest: (words) => suggestNext(words, COMMANDS, knownNames(world)),
  });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
