import type { Schedule } from '../schedule/schedule.ts';
import { digestTexts } from '../texts/digest.ts';
import { formatInZone } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scheduleTexts } from '../texts/schedules.ts';
import { asForeign, type Card, cell, note, text } from './card.ts';
import { listCard } from './list-card.ts';

interface Row {
  readonly schedule: Schedule;
  readonly next: Date | undefined;
}

/** What recurs; `waiting` are schedules of the configuration that start with the bot. */
export const scheduleListCard = (rows: readonly Row[], waiting: readonly string[], locale: Locale): Card => {
  const texts = scheduleTexts[locale];
  const columns = [texts.name, texts.what, texts.when, texts.next, texts.channel, texts.owner];
  return listCard(
    texts.title,
    columns,
    rows.map(({ schedule, next }) => [
      cell(asForeign(schedule.name)),
      cell(asForeign(whatOf(schedule, locale))),
      cell(asForeign(schedule.words)),
      cell(
        asForeign(
          next === undefined ? pausedOf(schedule, locale) : formatInZone(next, schedule.timeZone, locale),
        ),
      ),
      cell(asForeign(`${schedule.address.platform}:${schedule.address.channel}`)),
      cell(asForeign(schedule.fromConfig ? texts.fromConfig : schedule.owner.name)),
    ]),
    locale,
    [
      ...(rows.length === 0 ? [text(texts.none)] : []),
      ...waiting.map((name) => note(asForeign(texts.startsWithBot({ name })))),
    ],
  );
};

const whatOf = ({ kind, call }: Schedule, locale: Locale): string =>
  kind === 'digest' ? digestTexts[locale].digest : digestTexts[locale].evaluate({ call });

const pausedOf = ({ pausedBecause }: Schedule, locale: Locale): string =>
  digestTexts[locale].paused({ because: pausedBecause ?? '–' });
