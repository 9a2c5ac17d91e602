import type { Person } from '../flames/run.ts';
import type { ScheduleId } from '../ids.ts';
import type { Place } from '../ports/chat-platform.ts';

/** When something recurs: a cron line of five fields, read in a time zone. */
export interface Recurrence {
  /** As the person wrote it. */
  readonly words: string;
  readonly cron: string;
  /** Of the IANA list, such as `Asia/Shanghai`. */
  readonly timeZone: string;
}

/** A digest or an evaluation that recurs. */
export interface Schedule extends Recurrence {
  readonly id: ScheduleId;
  /** How people call it; no two living schedules share one. */
  readonly name: string;
  readonly kind: 'digest' | 'evaluate';
  /** The words after `evaluate`; empty for a digest. */
  readonly call: string;
  /** Where it is posted. */
  readonly address: Place;
  readonly owner: Person;
  /** It stands in the configuration file, which decides over it. */
  readonly fromConfig: boolean;
  /** Why nothing is done for now. */
  readonly pausedBecause: string | null;
  /** Slots up to this moment are nobody's: it was made, changed or resumed then. */
  readonly activeSince: Date;
}
