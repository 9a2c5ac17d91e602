import { PlatformError } from '../errors.ts';
import type { ChatPlatform, MessageRef, Place } from '../ports/chat-platform.ts';
import type { OutboxPost, OutboxStore } from '../ports/outbox-store.ts';

export type Delivery =
  | { readonly kind: 'delivered' }
  /** `sending`: the message may be there all the same, its answer was lost. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly sending: boolean };

type Call<Result> =
  | { readonly kind: 'answered'; readonly result: Result }
  | Extract<Delivery, { kind: 'refused' }>;

const call = async <Result>(
  send: () => Promise<Result>,
  maySucceed: (error: unknown) => boolean,
): Promise<Call<Result>> => {
  try {
    return { kind: 'answered', result: await send() };
  } catch (error) {
    return { kind: 'refused', error, sending: maySucceed(error) };
  }
};

/** Only a platform that answers says for certain that nothing was sent. */
const answerWasLost = (error: unknown): boolean =>
  !(error instanceof PlatformError) || error.code === 'unreachable';

/**
 * Brings one waiting post to its place: an edit where the message is known, else a post, looked for by its key first
 * when an earlier sending may have happened. A message that was found shows an unknown revision and is edited at the
 * next turn. Throws only what the store throws: then nothing is lost, because `sending` was stored before.
 */
export const deliver = async (
  post: OutboxPost,
  place: Place,
  platform: ChatPlatform,
  store: OutboxStore,
): Promise<Delivery> => {
  const { key, card, message } = post;
  const deliveredAs = (ref: MessageRef, revision: number): Delivery => {
    store.delivered(key, ref, revision);
    return { kind: 'delivered' };
  };
  if (message !== null) {
    const edited = await call(
      () => platform.edit(message, card),
      () => false,
    );
    return edited.kind === 'refused' ? edited : deliveredAs(message, post.revision);
  }
  if (post.sending) {
    const found = await call(
      () => platform.find(place, key),
      () => true,
    );
    if (found.kind === 'refused') return found;
    if (found.result !== undefined) return deliveredAs(found.result, 0);
  } else store.startSending(key);
  const posted = await call(() => platform.post(place, card, key), answerWasLost);
  return posted.kind === 'refused' ? posted : deliveredAs(posted.result, post.revision);
};
