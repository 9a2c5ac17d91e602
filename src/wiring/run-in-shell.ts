import type { Call } from '../../adapters/command-line/build-program.ts';
import { createProgressLine } from '../../adapters/command-line/progress-line.ts';
import { showResult } from '../../adapters/command-line/show-result.ts';
import { writeParts } from '../../adapters/command-line/write-parts.ts';
import { mayDo } from '../bot/permissions.ts';
import { barsBlock } from '../cards/bars-block.ts';
import { cardToMarkdown } from '../cards/card-to-markdown.ts';
import type { CommandResult } from '../commands/command.ts';
import type { Context, WorkOptions } from '../commands/context.ts';
import { scorecardOf } from '../commands/read-scorecard.ts';
import { recordAct } from '../commands/record-act.ts';
import { worker } from '../commands/worker.ts';
import type { Config, Environment } from '../config.ts';
import type { RunProgress, WorkEvent } from '../evaluation/run-event.ts';
import { type FailUnder, missedBars } from '../flames/fail-under.ts';
import type { Run } from '../flames/run.ts';
import { newEventId } from '../ids.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, formatMs, formatUsd } from '../texts/format.ts';
import { hindranceText } from '../texts/hindrance.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import { contextOf } from './context-of.ts';
import { currentUser } from './current-user.ts';
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
  if (call.command === worker) return serveWorker(environment, config, report);
  const world = await openWorld(environment, config);
  try {
    const context = shellContext(world);
    const result = await call.command.run(call.input, context);
    recordAct({ command: call.command, input: call.input, result }, context, world.stores.auditLog);
    if (result.kind === 'chat') {
      const { runChat } = await import('./chat.ts');
      return { exitCode: await runChat(result, world, environment) };
    }
    return { exitCode: await show(result, context, call.json) };
  } catch (error) {
    report(error, config.locale);
    return { exitCode: 0 };
  } finally {
    await world.close();
  }
};

const serveWorker = async (environment: Environment, config: Config, report: Report) => {
  try {
    const { runWorker } = await import('./run-worker.ts');
    await runWorker(environment, config);
  } catch (error) {
    report(error, config.locale);
  }
  return { exitCode: 0 };
};

const shellContext = (world: World): Context => {
  const name = currentUser();
  const { locale } = world.config;
  return contextOf(world, {
    by: { platform: 'shell', id: name, name },
    groups: [],
    surface: 'shell',
    locale,
    event: newEventId(),
    may: (permission, other) => other === undefined || mayDo(permission, other, world.config),
    stopping: stopSignal,
    work: (run, options) => workWithProgressLine(run, options, world),
  });
};

const workWithProgressLine = async (run: Run, { retryFailed }: WorkOptions, world: World): Promise<Run> => {
  const { locale } = world.config;
  const line = createProgressLine(process.stderr, () => world.clock.monotonicMs());
  const onEvent = (event: WorkEvent): void => {
    if (event.kind === 'measuring') line.update(event.done, event.total, commandTexts[locale].measuring);
    else if (event.kind === 'hindered') line.say(hindranceText(event.by, locale));
    else if (event.kind !== 'waiting') line.update(event.done, event.total, progressText(event, locale));
  };
  const work = { retryFailed, signal: stopSignal(), locale, onEvent, obeysEarlierCancel: false };
  try {
    return await workOnRun(run, work, world);
  } finally {
    line.end();
  }
};

const progressText = (progress: RunProgress, locale: Locale): string =>
  commandTexts[locale].progress({
    done: formatCount(progress.done),
    total: formatCount(progress.total),
    failed: formatCount(progress.failed),
    left: formatMs(progress.etaMs),
    cost: formatUsd(progress.costUsd, scorecardTexts[locale].costUnknown),
  });

const screen = () => ({
  out: process.stdout,
  err: process.stderr,
  colour: process.stdout.isTTY === true && process.stdout.hasColors(),
});

const show = async (
  result: Exclude<CommandResult, { kind: 'chat' }>,
  context: Context,
  json: boolean,
): Promise<number> => {
  switch (result.kind) {
    case 'card':
      showResult(screen(), result.card, result.json, json);
      return result.exitCode ?? 0;
    case 'document':
      await writeParts(process.stdout, result.parts);
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
  if (result.summary !== undefined) await writeSummary(result.summary, scorecard, result.failUnder, context);
  if (run.state !== 'completed') return stopped(run);
  const missed = result.failUnder === undefined ? [] : missedBars(result.failUnder, scorecard.json);
  if (missed.length > 0) process.stderr.write(`${texts.missed({ names: missed.join(', ') })}\n`);
  return missed.length > 0 ? 3 : 0;
};

/** The scorecard under the bars that it had to reach, for people who look at a pipeline. */
const writeSummary = (
  file: string,
  { card, json }: Pick<ReturnType<typeof scorecardOf>, 'card' | 'json'>,
  bars: FailUnder | undefined,
  { files, locale }: Context,
): Promise<void> => {
  const blocks = [...(bars === undefined ? [] : [barsBlock(bars, json, locale)]), ...card.blocks];
  return files.writeText(file, `${cardToMarkdown({ ...card, blocks })}\n`);
};

const stopped = ({ id, state, note }: Run): number => {
  process.stderr.write(`${id} ${state}${note === null ? '' : `: ${note}`}\n`);
  return 1;
};
