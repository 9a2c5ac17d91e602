import { asForeign } from '../cards/card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import type { PlatformErrorCode } from '../errors.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Address, directChannel, type PostKey } from '../ports/chat-platform.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import type { Locale } from '../texts/locale.ts';
import { scheduleTexts } from '../texts/schedules.ts';
import type { Schedule } from './schedule.ts';

interface Ports {
  readonly schedules: ScheduleStore;
  readonly outbox: Pick<Outbox, 'put'>;
  /** Whom a platform calls about schedules of the configuration file, which nobody there owns. */
  readonly alerts: Readonly<Record<string, readonly string[] | undefined>>;
  readonly locale: Locale;
}

/** A post that its channel refused. */
export interface Refused {
  readonly key: PostKey;
  readonly address: Address;
  readonly error: { readonly code: PlatformErrorCode };
}

/** Messages of digests and runs, not what stands under them: a picture may lack a right that words do not need. */
const WORDS_ALONE = /^(?:schedule:\d+:\d+|run:[^:]+)$/;

/** Whether a refusal means that the bot cannot write in the channel at all. */
const isClosed = ({ key, address, error }: Refused): boolean =>
  address.kind !== 'private' &&
  (error.code === 'channel-gone' || (error.code === 'missing-right' && WORDS_ALONE.test(key)));

/** Pauses the schedules of a channel in which the bot cannot write any more, and tells their owners, once. */
export const pauseInChannel = (refused: Refused, ports: Ports): void => {
  if (!isClosed(refused)) return;
  const { platform, channel } = refused.address;
  const { schedules, outbox, locale } = ports;
  const texts = scheduleTexts[locale];
  const name = `${platform}:${channel}`;
  for (const schedule of schedules.list()) {
    const { address, id } = schedule;
    if (address.platform !== platform || address.channel !== channel) continue;
    if (!schedules.pause(id, texts.channelGone({ channel: name }))) continue;
    const card = receiptCard([asForeign(texts.tellOwner({ name: schedule.name, channel: name }))], locale);
    for (const person of ownersOf(schedule, platform, ports)) {
      const to = { kind: 'direct', platform, channel: directChannel(person), person } as const;
      outbox.put(`paused:${id}:${schedule.activeSince.getTime()}:${person}`, to, card);
    }
  }
};

const ownersOf = ({ owner }: Schedule, platform: string, { alerts }: Ports): readonly string[] =>
  owner.platform === platform ? [owner.id] : (alerts[platform] ?? []);
