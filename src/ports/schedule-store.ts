import type { ScheduleId } from '../ids.ts';
import type { Schedule } from '../schedule/schedule.ts';

/** How a slot ended. `missed`: a later one came before it was done. */
export type SlotResult = 'done' | 'refused' | 'missed';

/** A moment at which a schedule is due, claimed by a process. */
export interface Slot {
  readonly schedule: ScheduleId;
  readonly at: Date;
}

/**
 * Schedules and their slots. One row a slot is lock, watermark and record: whoever inserts it does it. Synchronous: a
 * method is one transaction, durable when it returns.
 */
export interface ScheduleStore {
  /** Those that were not removed, by name. */
  list(): readonly Schedule[];
  /** Undefined when a living schedule has the name already. */
  add(schedule: Omit<Schedule, 'id' | 'pausedBecause'>): Schedule | undefined;
  /** Changes what is done, when or where. Slots up to `activeSince` are nobody's. */
  change(id: ScheduleId, to: Omit<Schedule, 'id' | 'name' | 'pausedBecause'>): void;
  /** False when it was paused already. */
  pause(id: ScheduleId, because: string): boolean;
  /** Slots up to `at` stay undone. */
  resume(id: ScheduleId, at: Date): void;
  remove(id: ScheduleId, at: Date): void;
  /**
   * True for the one caller that may do this slot: it is new, or whoever claimed it died before it was done. Slots before
   * it that were never done are `missed` from then on.
   */
  claim(slot: Slot, at: Date): boolean;
  finish(slot: Slot, result: SlotResult, at: Date): void;
  /** The latest slot up to a moment that somebody claimed, and whether it still has to be done by this process or after a dead one. */
  latest(schedule: ScheduleId, until: Date): { readonly at: Date; readonly open: boolean } | undefined;
  /** The latest slot before a moment that was done. */
  lastDone(schedule: ScheduleId, before: Date): Date | undefined;
}
