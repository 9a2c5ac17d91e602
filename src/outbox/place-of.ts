import type { Address, Place } from '../ports/chat-platform.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';

/**
 * The place that an address means now; undefined as long as the post that it stands under has not reached its channel.
 * Where that post is lost, its channel takes what would have stood under it.
 */
export const placeOf = (address: Address, posts: Pick<OutboxStore, 'find'>): Place | undefined => {
  if (address.kind !== 'under') return address;
  const { platform, channel } = address;
  const above = posts.find(address.post);
  if (above === undefined || (above.message === null && above.dead !== null)) {
    return { kind: 'channel', platform, channel };
  }
  if (above.message === null) return undefined;
  const place = placeOf(above.address, posts);
  if (place?.kind !== 'channel') return place;
  return { kind: 'thread', platform, channel: above.message.channel, thread: above.message.message };
};
