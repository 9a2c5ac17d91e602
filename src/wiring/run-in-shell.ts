import { userInfo } from 'node:os';
import type { Call } from '../../adapters/command-line/build-program.ts';
import { createProgressLine } from '../../adapters/command-line/progress-line.ts';
import { showResult } from '../../adapters/command-line/show-result.ts';
import type { CommandResult } from '../commands/command.ts';
import type { Context } from '../commands/context.ts';
import { scorecardOf } from '../commands/scorecard.ts';
import type { Environment } from '../config.ts';
import { missedBars } from '../flames/fail-under.ts';
import type { Run } from '../flames/run.ts';
import { newEventId } from '../ids.ts';
import { commandTexts } from '../texts/commands.ts';
import type { Locale } from '../texts/locale.ts';
import { checkUp } from './check-up.ts';
import { loadConfig, openWorld, type World } from './open-world.ts';
import { stopSignal } from './stop-signal.ts';
import { workOnRun } from './work-on-run.ts';

type Report = (error: unknown, locale: Locale) => void;

/** Runs one well-formed call of the command line and shows its result; errors go to `report` as they come. */
export const runInShell = async (
  call: Call,
  environment: Environment,
  report: Report,
): Promise<{ readonly exitCode: number }> => {
  const config = loadConfig(environment);
  const world = await openWorld(environment, config);
  try {
    const context = shellContext(world);
    const result = await call.command.run(call.input, context);
    return { exitCode: await show(result, context, call.json) };
  } catch (error) {
    report(error, config.locale);
    return { exitCode: 0 };
  } finally {
    world.close();
  }
};

const shellContext = (world: World): Context => {
  const name = currentUser();
  const { stores, config, clock, models, scorers, files, downloads, packages } = world;
  return {
    ...{ config, clock, models, scorers, files, downloads, packages },
    prompts: stores.prompts,
    runs: stores.runs,
    by: { platform: 'shell', id: name, name },
    surface: 'shell',
    locale: config.locale,
    event: newEventId(),
    stopping: stopSignal,
    checkUp: () => checkUp(world),
    work: (run, options) =>
      workOnRun(run, options, world, { signal: stopSignal(), progress: progressOf(world, config.locale) }),
  };
};

const currentUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};

const progressOf = ({ clock }: World, locale: Locale) => ({
  line: createProgressLine(process.stderr, () => clock.monotonicMs()),
  locale,
});

const screen = () => ({
  out: process.stdout,
  err: process.stderr,
  colour: process.stdout.isTTY === true && process.stdout.hasColors(),
});

const show = async (result: CommandResult, context: Context, json: boolean): Promise<number> => {
  switch (result.kind) {
    case 'card':
      showResult(screen(), result.card, result.json, json);
      return result.exitCode ?? 0;
    case 'document':
      for (const part of result.parts) process.stdout.write(part);
      return 0;
    case 'run':
      return showRun(result, context, json);
  }
};

const showRun = async (
  result: Extract<CommandResult, { kind: 'run' }>,
  context: Context,
  json: boolean,
): Promise<number> => {
  const texts = commandTexts[context.locale];
  process.stderr.write(`${result.run.id}\n`);
  for (const part of result.short) process.stderr.write(`${texts.shortPart(part)}\n`);
  const run = await context.work(result.run, { retryFailed: result.retryFailed });
  const scorecard = scorecardOf(run.id, context);
  showResult(screen(), scorecard.card, scorecard.json, json);
  if (run.state !== 'completed') return stopped(run);
  const missed = result.failUnder === undefined ? [] : missedBars(result.failUnder, scorecard.json);
  if (missed.length > 0) process.stderr.write(`${texts.missed({ names: missed.join(', ') })}\n`);
  return missed.length > 0 ? 3 : 0;
};

const stopped = ({ id, state, note }: Run): number => {
  process.stderr.write(`${id} ${state}${note === null ? '' : `: ${note}`}\n`);
  return 1;
};
