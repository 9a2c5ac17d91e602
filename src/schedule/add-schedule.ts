import type { Context } from '../commands/context.ts';
import { usageError } from '../errors.ts';
import { checkRequest } from '../evaluation/start-run.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import type { Place } from '../ports/chat-platform.ts';
import { cronOfWords } from './cron-of-words.ts';
import { readRecurrence } from './read-recurrence.ts';
import type { Schedule } from './schedule.ts';

/** What somebody wants to recur. */
export interface ScheduleRequest {
  readonly kind: Schedule['kind'];
  /** `[MODEL [SUBSET…]] WHEN…` */
  readonly words: readonly string[];
  readonly zone: string | undefined;
  readonly name: string | undefined;
  readonly address: Place;
  /** The cost of each time was confirmed by a person. */
  readonly confirmed: boolean;
}

type Ports = Pick<Context, 'schedules' | 'config' | 'clock' | 'models' | 'prompts' | 'by' | 'timeZone'>;

/**
 * Stores a schedule, due from now on, in the caller's time zone unless another is named. Throws a `UserError` when the words, the zone, the model or the subset are wrong, the
 * name is taken, or the cost of each evaluation needs a yes.
 */
export const addSchedule = async (request: ScheduleRequest, ports: Ports): Promise<Schedule> => {
  const { schedules, config, clock, by, timeZone = config.timeZone } = ports;
  const { call, when } =
    request.kind === 'digest' ? { call: '', when: request.words.join(' ') } : split(request);
  const recurrence = readRecurrence(when, request.zone ?? timeZone);
  if (request.kind === 'evaluate') await checkCall(call, request.confirmed, ports);
  const name = request.name ?? freeName(call.split(' ')[0] || 'digest', schedules.list());
  const { kind, address } = request;
  const added = schedules.add({
    ...{ name, kind, call, address, ...recurrence },
    owner: by,
    fromConfig: false,
    activeSince: clock.now(),
  });
  if (added === undefined) throw usageError('schedule-name-taken', { name });
  return added;
};

/** The words of `evaluate`, and as many of those at the end as say when. */
const split = ({ words }: ScheduleRequest): { readonly call: string; readonly when: string } => {
  const at = words.findIndex(
    (_, index) => index > 0 && cronOfWords(words.slice(index).join(' ')) !== undefined,
  );
  return at === -1
    ? { call: words[0] ?? '', when: words.slice(1).join(' ') }
    : { call: words.slice(0, at).join(' '), when: words.slice(at).join(' ') };
};

const checkCall = async (call: string, confirmed: boolean, ports: Ports): Promise<void> => {
  const [model = '', ...words] = call.split(' ');
  await checkRequest({ model, words, seed: DEFAULT_SEED, confirmed }, ports);
};

const freeName = (wanted: string, taken: readonly Schedule[]): string => {
  const names = taken.map(({ name }) => name);
  if (!names.includes(wanted)) return wanted;
  let count = 2;
  while (names.includes(`${wanted}-${count}`)) count += 1;
  return `${wanted}-${count}`;
};
