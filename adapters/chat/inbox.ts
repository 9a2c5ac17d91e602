import type { EventId } from '../../src/ids.ts';
import type { PlatformName } from '../../src/ports/chat-platform.ts';
import type { EventStore } from '../../src/ports/event-store.ts';

export type InboxStore = Pick<EventStore, 'keep' | 'kept' | 'handleOnce' | 'forget'>;

/** What somebody asked for; all that is needed to do it later survives JSON. */
interface Asked {
  readonly id: EventId;
  readonly at: Date;
  /** It came to an earlier process. */
  readonly leftOver?: true;
}

/** Stands between a platform's acknowledgements and the work: a process that dies in between leaves nothing undone. */
export interface Inbox<Input extends Asked> {
  /**
   * Keeps what came, then acknowledges it. What cannot be acknowledged is forgotten, since the platform tells the person
   * that it failed; then, and when the store refuses, this rejects.
   */
  take(input: Input, acknowledge: () => Promise<unknown>): Promise<void>;
  /** What an earlier process acknowledged and did not do, oldest first. */
  left(): readonly Input[];
}

/** `withoutSecrets` leaves out what must not be stored, and serves only as long as the event is fresh. */
export const createInbox = <Input extends Asked>(
  platform: PlatformName,
  store: InboxStore,
  withoutSecrets: (input: Input) => Input,
): Inbox<Input> => ({
  take: async (input, acknowledge) => {
    const { id, at } = input;
    store.keep({ id, platform, at, content: withoutSecrets(input) });
    try {
      await acknowledge();
    } catch (error) {
      store.handleOnce(id, at);
      throw error;
    }
  },
  left: () =>
    store.kept(platform).map(({ id, at, content }) => ({ ...(content as Input), id, at, leftOver: true })),
});
