import type { Pace, PostKey } from '../ports/chat-platform.ts';
import type { WaitingPost } from '../ports/outbox-store.ts';
import { LONGEST_MS } from './refusals.ts';

/** Times of a channel on the monotonic clock, in ms. */
export interface ChannelTimes {
  readonly now: number;
  /** No sending in the channel before. */
  readonly freeAt: number;
  /** When each message was last sent or edited. */
  readonly sentAt: ReadonlyMap<PostKey, number>;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** No post is made to wait for longer: the clock of the machine was set back. */
const dueIn = ({ dueAt }: WaitingPost, wallNow: Date): number => {
  const ms = dueAt.getTime() - wallNow.getTime();
  return ms > LONGEST_MS ? 0 : ms;
};

/**
 * Which of a channel's waiting posts (oldest first) goes next and in how many ms. Of those that may go at the same time
 * the one that was sent the longest ago goes first: a message that changes all the time holds up nobody.
 */
export const nextPost = <Post extends WaitingPost>(
  posts: readonly Post[],
  wallNow: Date,
  times: ChannelTimes,
  pace: Pace,
): { readonly post: Post; readonly waitMs: number } | undefined => {
  const sentAt = ({ key }: WaitingPost): number => times.sentAt.get(key) ?? NEVER;
  const waitMs = (post: WaitingPost): number =>
    Math.max(0, dueIn(post, wallNow), sentAt(post) + pace.messageMs - times.now, times.freeAt - times.now);
  const ordered = posts
    .map((post) => ({ post, waitMs: waitMs(post) }))
    .sort(
      (a, b) =>
        a.waitMs - b.waitMs ||
        (sentAt(a.post) < sentAt(b.post) ? -1 : sentAt(a.post) > sentAt(b.post) ? 1 : 0),
    );
  return ordered[0];
};
