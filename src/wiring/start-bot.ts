import { createBallotDesk } from '../bot/ballot-desk.ts';
import { type Bot, createBot } from '../bot/bot.ts';
import { createChatRuns } from '../bot/chat-runs.ts';
import type { FollowPorts } from '../bot/follow-run.ts';
import { mayDo } from '../bot/permissions.ts';
import { createPictureDesk } from '../bot/picture-desk.ts';
import { startReviewLoop } from '../bot/review-loop.ts';
import type { Asked } from '../bot/run-command.ts';
import { createRunQueue } from '../bot/run-queue.ts';
import { scheduledActs } from '../bot/scheduled-acts.ts';
import { tellWhoCanMend } from '../bot/tell-who-can-mend.ts';
import type { Context } from '../commands/context.ts';
import { COMMANDS } from '../commands/index.ts';
import type { EventId } from '../ids.ts';
import type { OutboxReport } from '../outbox/channel-loop.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { MENDABLE } from '../outbox/refusals.ts';
import type { ChatEvent, ChatPlatform } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';
import { pauseInChannel } from '../schedule/pause-in-channel.ts';
import { startScheduleLoop } from '../schedule/schedule-loop.ts';
import { takeConfigSchedules } from '../schedule/take-config-schedules.ts';
import { contextOf } from './context-of.ts';
import { flagOnce } from './flag-once.ts';
import type { World } from './open-world.ts';
import { workOnRun } from './work-on-run.ts';

/** Completed runs that are looked at again at the start: a crash may have kept them from being drawn from. */
const RECENT = 100;

/** A bot that listens. */
export interface RunningBot {
  /** Resolves when no run is under way and every message has reached its channel. */
  idle(): Promise<void>;
  /** Stops listening and working; what is under way goes on at the next start. Resolves to how many runs that is. */
  stop(): Promise<number>;
}

/** Starts the bot on platforms: takes up what an earlier process left, then listens. */
export const startBot = async (
  platforms: readonly ChatPlatform[],
  world: World,
  log: Log,
): Promise<RunningBot> => {
  const { stores, clock, config } = world;
  const { locale } = config;
  let told: Promise<unknown> = Promise.resolve();
  const outbox = createOutbox({
    platforms,
    store: stores.outbox,
    clock,
    report: (report) => {
      reportOutbox(report, log);
      if (report.kind !== 'dead' || !MENDABLE.includes(report.error.code)) return;
      const { schedules, runs, reviews, outbox: posts } = stores;
      const how = { outbox, posts, runs, reviews, schedules, platforms, alerts: config.alerts, locale };
      pauseInChannel(report, how);
      const telling = tellWhoCanMend(report, how);
      told = Promise.all([told, telling.catch((error: unknown) => void log.fault('outbox', error))]);
    },
  });
  const review = { reviews: stores.reviews, clock, rules: config.review };
  const pictureDesk = createPictureDesk({
    ...{ outbox, log, locale },
    history: stores.history,
    posts: stores.outbox,
    pictures: world.pictures,
    attachments: world.attachments,
  });
  const deskPorts = {
    ...review,
    runs: stores.runs,
    outbox,
    posts: stores.outbox,
    pictureDesk,
    locale,
    platforms,
  };
  const desk = createBallotDesk(deskPorts);
  const queue = createRunQueue(config.limits.runsAtOnce);
  const work: FollowPorts['work'] = (run, options) =>
    workOnRun(run, { ...options, locale, obeysEarlierCancel: true }, world);
  const chatRuns = createChatRuns({
    ...{ outbox, desk, pictureDesk, clock, log, locale, work, queue },
    runs: stores.runs,
    rules: config.review,
    posts: stores.outbox,
    alerts: config.alerts,
    platforms: platforms.map(({ name }) => name),
  });
  const ports = {
    ...review,
    ...{ outbox, chatRuns, desk, pictureDesk, log, locale },
    metrics: world.metrics,
    speaking: platforms,
    commands: COMMANDS,
    events: stores.events,
    posts: stores.outbox,
    auditLog: stores.auditLog,
    attachments: world.attachments,
    contextFor: (asked: Asked) => chatContext(asked, world),
  };
  const bot = createBot(ports);
  takeConfigSchedules(
    platforms.map(({ name }) => name),
    { schedules: stores.schedules, clock, config },
  );
  await startAll(platforms, (event) => bot.handle(event));
  outbox.start();
  for (const run of stores.runs.list({ states: ['completed'], limit: RECENT })) await flagOnce(run, world);
  await chatRuns.takeUp();
  const missed = Promise.all(platforms.map((platform) => readMissedReactions(platform, bot, clock, log)));
  const reviewLoop = startReviewLoop({
    ...deskPorts,
    desk,
    fault: (error) => void log.fault('review', error),
  });
  const scheduleLoop = startScheduleLoop({
    schedules: stores.schedules,
    clock,
    serves: (name) => platforms.some((platform) => platform.name === name),
    act: scheduledActs({
      ...ports,
      schedules: stores.schedules,
      digests: stores.digests,
      figures: world.figures,
    }),
    beat: () => outbox.start(),
    fault: (error, schedule) => void log.fault('schedule', error, { schedule: schedule?.id }),
  });
  return {
    idle: async () => {
      await missed;
      await scheduleLoop.settled();
      await queue.idle();
      await pictureDesk.idle();
      await outbox.drained();
      await told;
      await outbox.drained();
    },
    stop: async () => {
      await missed;
      await reviewLoop.stop();
      await scheduleLoop.stop();
      const left = await queue.stop();
      await pictureDesk.idle();
      await Promise.all(platforms.map((platform) => platform.stop()));
      await outbox.stop();
      await told;
      return left;
    },
  };
};

/** While no process listened, reactions may have come and gone. */
const readMissedReactions = async (
  { name, remembers }: ChatPlatform,
  bot: Bot,
  clock: World['clock'],
  log: Log,
): Promise<void> => {
  if (!remembers) return;
  const at = clock.now();
  const id = `${name}:started:${at.getTime()}` as EventId;
  await bot
    .handle({ kind: 'reconnected', id, at, platform: name })
    .catch((error: unknown) => void log.fault('reactions', error));
};

/** Where one refuses, the others do not go on alone. */
const startAll = async (
  platforms: readonly ChatPlatform[],
  onEvent: (event: ChatEvent) => Promise<void>,
): Promise<void> => {
  try {
    for (const platform of platforms) await platform.start(onEvent);
  } catch (error) {
    await Promise.all(platforms.map((platform) => platform.stop()));
    throw error;
  }
};

const reportOutbox = (report: OutboxReport, log: Log): void => {
  if (report.kind === 'fault') {
    log.fault('outbox', report.error, { platform: report.channel.platform });
    return;
  }
  const { key, error } = report;
  const facts = { post: key, code: error.code, error: error.message };
  if (report.kind === 'dead') log.warn('message cannot be sent', facts);
  // platforms ask to wait all the time
  else if (error.code === 'rate-limited') log.debug('message waits', { ...facts, ms: Math.round(report.ms) });
  else log.warn('message waits', { ...facts, ms: Math.round(report.ms) });
};

const chatContext = ({ by, replyTo, event, at }: Asked, world: World): Context => {
  const { platform, id, name } = by;
  const { locale } = world.config;
  const never = new AbortController().signal;
  const usual = { retryFailed: false, signal: never, locale, obeysEarlierCancel: false };
  return contextOf(world, {
    by: { platform, id, name },
    groups: by.groups,
    surface: 'chat',
    locale: by.locale ?? locale,
    ...{ event, replyTo },
    ...(by.timeZone === undefined ? {} : { timeZone: by.timeZone }),
    ...(at === undefined ? {} : { actedAt: at }),
    may: (permission, other) => mayDo(permission, other ?? by, world.config),
    stopping: () => never,
    work: (run, options) => workOnRun(run, { ...usual, ...options, onEvent: () => undefined }, world),
  });
};
