import { z } from 'zod';
import { asForeign } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { scheduleListCard } from '../cards/schedule-list-card.ts';
import { UserError, usageError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { Place } from '../ports/chat-platform.ts';
import { ask } from '../problem.ts';
import { addSchedule } from '../schedule/add-schedule.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { nextSlot } from '../schedule/slots.ts';
import { formatInZone } from '../texts/format.ts';
import { scheduleTexts } from '../texts/schedules.ts';
import { type CommandResult, defineCommand } from './command.ts';
import type { Context } from './context.ts';
import { flag, words } from './inputs.ts';
import { channelOf, placeOfWords, wordsOfPlace } from './place-of-words.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** A digest or an evaluation that recurs from now on. */
export const scheduleAdd = defineCommand({
  name: 'schedule add',
  summary: 'scheduleAdd',
  surfaces: ['shell', 'chat'],
  permission: 'evaluate',
  arguments: [
    { name: 'what', kind: 'text', required: true },
    { name: 'words', kind: 'subset', required: true, variadic: true },
  ],
  options: [
    { name: 'zone', value: 'ZONE' },
    { name: 'name', value: 'NAME' },
    { name: 'channel', value: 'PLATFORM:CHANNEL', surfaces: ['shell'] },
    { name: 'yes' },
  ],
  json: false,
  input: z.object({
    what: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['digest', 'evaluate'])),
    words,
    zone: z.string().optional(),
    name: z.string().regex(NAME, ask('entry-name')).optional(),
    channel: z.string().optional(),
    yes: flag,
  }),
  run: async ({ what: kind, words: given, zone, name, channel, yes }, context) => {
    const address = placeOf(channel, context);
    const confirmed = yes === true;
    const schedule = await addSchedule({ kind, words: given, zone, name, address, confirmed }, context);
    return told(scheduleTexts[context.locale].added(spoken(schedule, context)), context);
  },
});

const placeOf = (channel: string | undefined, { replyTo }: Context): Place => {
  if (channel !== undefined) return placeOfWords(channel);
  if (replyTo === undefined) throw usageError('schedule-nowhere', undefined);
  return channelOf(replyTo);
};

/** What recurs, and when next. */
export const scheduleList = defineCommand({
  name: 'schedule list',
  summary: 'scheduleList',
  surfaces: ['shell', 'chat'],
  permission: 'anyone',
  arguments: [],
  options: [],
  json: true,
  input: z.object({}),
  run: (_input, { schedules, clock, config, locale }) => {
    const rows = schedules.list().map((schedule) => {
      const next = schedule.pausedBecause === null ? nextSlot(schedule, clock.now()) : undefined;
      return { schedule, next };
    });
    const stored = rows.map(({ schedule }) => schedule.name);
    const waiting = config.schedules.filter(({ name }) => !stored.includes(name)).map(({ name }) => name);
    return {
      kind: 'card',
      card: scheduleListCard(rows, waiting, locale),
      json: { schedules: rows.map(({ schedule, next }) => scheduleJson(schedule, next)) },
    };
  },
});

const scheduleJson = (schedule: Schedule, next: Date | undefined) => ({
  name: schedule.name,
  do: schedule.kind,
  call: schedule.call,
  when: schedule.words,
  cron: schedule.cron,
  timeZone: schedule.timeZone,
  channel: wordsOfPlace(schedule.address),
  owner: schedule.owner.name,
  fromConfig: schedule.fromConfig,
  pausedBecause: schedule.pausedBecause,
  next: next?.toISOString() ?? null,
});

/** A command on one schedule by its name. */
const onSchedule = (
  verb: 'pause' | 'resume' | 'remove',
  act: (schedule: Schedule, context: Context) => CommandResult,
) =>
  defineCommand({
    name: `schedule ${verb}`,
    summary: `schedule${verb === 'pause' ? 'Pause' : verb === 'resume' ? 'Resume' : 'Remove'}`,
    surfaces: ['shell', 'chat'],
    permission: 'evaluate',
    arguments: [{ name: 'name', kind: 'text', required: true }],
    options: [],
    json: false,
    input: z.object({ name: z.string() }),
    run: ({ name }, context) => act(findSchedule(name, context), context),
  });

const findSchedule = (name: string, { schedules }: Context): Schedule => {
  const all = schedules.list();
  const found = all.find((schedule) => schedule.name === name);
  if (found !== undefined) return found;
  const known = all.map((schedule) => schedule.name);
  throw new UserError('unknown-schedule', { name, nearest: nearestWord(name, known) });
};

export const schedulePause = onSchedule('pause', (schedule, context) => {
  const texts = scheduleTexts[context.locale];
  context.schedules.pause(
    schedule.id,
    scheduleTexts[context.config.locale].byPerson({ name: context.by.name }),
  );
  return told(texts.paused(schedule), context);
});

export const scheduleResume = onSchedule('resume', (schedule, context) => {
  context.schedules.resume(schedule.id, context.clock.now());
  return told(scheduleTexts[context.locale].resumed(spoken(schedule, context)), context);
});

/** The configuration file decides over its own: the next start would bring a removed one back. */
export const scheduleRemove = onSchedule('remove', (schedule, context) => {
  if (schedule.fromConfig) throw new UserError('schedule-in-config', { name: schedule.name });
  context.schedules.remove(schedule.id, context.clock.now());
  return told(scheduleTexts[context.locale].removed(schedule), context);
});

const spoken = (schedule: Schedule, { clock, locale }: Context) => {
  const next = nextSlot(schedule, clock.now());
  return {
    name: schedule.name,
    next: next === undefined ? '–' : formatInZone(next, schedule.timeZone, locale),
    channel: wordsOfPlace(schedule.address),
  };
};

const told = (sentence: string, { locale }: Context): CommandResult => ({
  kind: 'card',
  card: receiptCard([asForeign(sentence)], locale),
});
