import { digestCard } from '../cards/digest-card.ts';
import { errorCard } from '../cards/error-card.ts';
import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { startRun } from '../evaluation/start-run.ts';
import type { HeadlineRules } from '../flames/headline.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import type { EventId } from '../ids.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { digestPictures } from '../pictures/digest-pictures.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { PostKey } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { DigestReads } from '../ports/digest-reads.ts';
import type { Figures } from '../ports/figures.ts';
import type { ScheduleStore, Slot } from '../ports/schedule-store.ts';
import type { DuePorts } from '../schedule/do-due-slots.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { lastSlot } from '../schedule/slots.ts';
import { commandTexts } from '../texts/commands.ts';
import type { Locale } from '../texts/locale.ts';
import { scheduleTexts } from '../texts/schedules.ts';
import type { ChatRuns } from './chat-runs.ts';
import type { PictureDesk } from './picture-desk.ts';
import type { Asked } from './run-command.ts';

export interface ScheduledPorts {
  readonly schedules: ScheduleStore;
  readonly digests: DigestReads;
  readonly figures: Pick<Figures, 'digest'>;
  readonly clock: Clock;
  readonly outbox: Pick<Outbox, 'put'>;
  readonly chatRuns: Pick<ChatRuns, 'begin'>;
  readonly pictureDesk: Pick<PictureDesk, 'under'>;
  readonly auditLog: AuditLog;
  readonly rules: { readonly headline: HeadlineRules };
  readonly locale: Locale;
  contextFor(asked: Asked): Context;
}

/** Everything that a slot leads to is stored under its name, so that doing it again changes nothing. */
const slotKey = ({ schedule, at }: Slot): PostKey => `schedule:${schedule}:${at.getTime()}`;

/** What schedules are for: digests posted, evaluations started. What people can mend is told in the channel. */
export const scheduledActs =
  (ports: ScheduledPorts): DuePorts['act'] =>
  async (schedule, slot) => {
    try {
      if (schedule.kind === 'digest') await postDigest(schedule, slot, ports);
      else await startScheduledRun(schedule, slot, ports);
      return 'done';
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { locale } = ports;
      const reason = error.in(locale);
      const sentence = scheduleTexts[locale].refused({ name: schedule.name, reason });
      ports.outbox.put(slotKey(slot), schedule.address, errorCard(sentence, locale));
      return 'refused';
    }
  };

/** From the last slot that was done up to this one: no run is told twice or left out. */
const postDigest = async (schedule: Schedule, slot: Slot, ports: ScheduledPorts): Promise<void> => {
  const { schedules, digests, figures, clock, outbox, pictureDesk, rules, locale } = ports;
  const before = new Date(slot.at.getTime() - 1);
  const from = schedules.lastDone(schedule.id, slot.at) ?? lastSlot(schedule, before) ?? schedule.activeSince;
  const reading = digests.digest({ from, to: slot.at });
  const digest = await figures.digest(reading, rules.headline, clock.now());
  outbox.put(slotKey(slot), schedule.address, digestCard(digest, locale));
  await pictureDesk.under(slotKey(slot), schedule.address, digestPictures(digest, locale), locale);
};

/** A run that an earlier process made of this slot is gone on with as any other. */
const startScheduledRun = async (schedule: Schedule, slot: Slot, ports: ScheduledPorts): Promise<void> => {
  const { address, owner, call } = schedule;
  const context = ports.contextFor({
    event: slotKey(slot) as EventId,
    by: { ...owner, groups: [] },
    replyTo: address,
  });
  const [model = '', ...words] = call.split(' ');
  refuseWhileRunning(schedule, model, slot, context);
  const request = { model, words, seed: DEFAULT_SEED, confirmed: true };
  const { run, created, short } = await startRun(request, context);
  if (!created) return;
  ports.auditLog.append({
    at: ports.clock.now(),
    who: owner,
    act: 'evaluate',
    run: run.id,
    detail: schedule.name,
  });
  const notes = short.map((part) => commandTexts[ports.locale].shortPart(part));
  ports.chatRuns.begin(run, { retryFailed: false, notes }, address);
};

/** Runs that take longer than from one slot to the next would pile up. A run of this very slot is no other run. */
const refuseWhileRunning = (
  { address, owner }: Schedule,
  model: string,
  { at }: Slot,
  { runs }: Context,
): void => {
  const other = runs
    .list({ states: ['queued', 'running'], model })
    .find(
      ({ requestedBy, replyTo, createdAt }) =>
        requestedBy.id === owner.id && replyTo?.channel === address.channel && createdAt < at,
    );
  if (other !== undefined) throw new UserError('schedule-still-runs', { id: other.id, model });
};
