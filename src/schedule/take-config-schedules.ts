import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Schedule } from './schedule.ts';

interface Ports {
  readonly schedules: ScheduleStore;
  readonly clock: Clock;
  readonly config: Pick<Config, 'schedules' | 'timeZone'>;
}

type Wanted = Omit<Schedule, 'id' | 'pausedBecause' | 'activeSince'>;

/**
 * Makes the stored schedules what the configuration file says, as far as they are posted on these platforms: new ones are
 * due from now on, changed ones too, and those that the file has no more are removed. Throws a `UserError` when somebody
 * made a schedule with the same name in chat.
 */
export const takeConfigSchedules = (
  platforms: readonly string[],
  { schedules, clock, config }: Ports,
): void => {
  const now = clock.now();
  const stored = schedules.list();
  const wanted = config.schedules
    .map((entry) => wantedOf(entry, config.timeZone))
    .filter(({ address }) => platforms.includes(address.platform));
  for (const entry of wanted) {
    const found = stored.find(({ name }) => name === entry.name);
    if (found?.fromConfig === false) throw new UserError('schedule-name-in-config', { name: entry.name });
    const { name: _, ...rest } = entry;
    if (found === undefined) schedules.add({ ...entry, activeSince: now });
    else if (!isSame(found, entry)) schedules.change(found.id, { ...rest, activeSince: now });
  }
  for (const { id, name, fromConfig, address } of stored) {
    const isOurs = fromConfig && platforms.includes(address.platform);
    if (isOurs && !wanted.some((entry) => entry.name === name)) schedules.remove(id, now);
  }
};

const wantedOf = (entry: Config['schedules'][number], timeZone: string): Wanted => {
  const { name, do: kind, when, model = '', subset = '' } = entry;
  const [platform = '', channel = ''] =
    Object.entries(entry.channel).find(([, value]) => value !== undefined) ?? [];
  return {
    ...{ name, kind, ...readRecurrence(when, entry.timeZone ?? timeZone) },
    call: kind === 'digest' ? '' : `${model} ${subset}`.trim(),
    address: { kind: 'channel', platform, channel },
    owner: { platform: 'schedule', id: name, name },
    fromConfig: true,
  };
};

const isSame = (stored: Schedule, wanted: Wanted): boolean =>
  (['kind', 'cron', 'timeZone', 'words', 'call'] as const).every((key) => stored[key] === wanted[key]) &&
  stored.address.platform === wanted.address.platform &&
  stored.address.channel === wanted.address.channel;
