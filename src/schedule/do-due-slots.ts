import type { Clock } from '../ports/clock.ts';
import type { ScheduleStore, Slot, SlotResult } from '../ports/schedule-store.ts';
import type { Schedule } from './schedule.ts';
import { dueSlot } from './slots.ts';

export interface DuePorts {
  readonly schedules: ScheduleStore;
  readonly clock: Clock;
  /** Whether this process speaks with the platform that a schedule is posted on. */
  serves(platform: string): boolean;
  /**
   * Does what a schedule is for. Called again for a slot that a crash cut short, so everything that it leads to is stored
   * under the slot.
   */
  act(schedule: Schedule, slot: Slot): Promise<Exclude<SlotResult, 'missed'>>;
  /** Something broke; what is due is tried again. */
  fault(error: unknown, schedule?: Schedule): void;
}

/** Does each slot that is due, of the schedules of this process; after downtime only the latest of each. */
export const doDueSlots = async (ports: DuePorts): Promise<void> => {
  for (const schedule of ports.schedules.list()) {
    if (schedule.pausedBecause !== null || !ports.serves(schedule.address.platform)) continue;
    try {
      await doDueSlot(schedule, ports);
    } catch (error) {
      ports.fault(error, schedule);
    }
  }
};

const doDueSlot = async (schedule: Schedule, ports: DuePorts): Promise<void> => {
  const { schedules, clock } = ports;
  const at = dueAt(schedule, clock.now(), schedules);
  if (at === undefined) return;
  const slot = { schedule: schedule.id, at };
  if (!schedules.claim(slot, clock.now())) return;
  schedules.finish(slot, await ports.act(schedule, slot), clock.now());
};

/**
 * The slot that is due: the latest one that nobody claimed, else the latest one that a process claimed and did not do.
 * Slots that were claimed while the clock was ahead say nothing of the time before them.
 */
const dueAt = (schedule: Schedule, now: Date, schedules: ScheduleStore): Date | undefined => {
  const claimed = schedules.latest(schedule.id, now);
  const { activeSince } = schedule;
  const after = claimed !== undefined && claimed.at > activeSince ? claimed.at : activeSince;
  const due = dueSlot(schedule, after, now);
  if (due !== undefined || claimed === undefined) return due;
  return claimed.open && claimed.at > activeSince ? claimed.at : undefined;
};
