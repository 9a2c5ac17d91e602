import type { EventId } from '../ids.ts';
import type { PlatformName } from './chat-platform.ts';

/** What somebody asked for, in the words of the platform's adapter; nothing secret. */
export interface KeptEvent {
  readonly id: EventId;
  readonly platform: PlatformName;
  /** When the person acted, as well as the platform knows. */
  readonly at: Date;
  /** Survives JSON. */
  readonly content: unknown;
}

/** Which events came and which were handled, over all restarts. Synchronous: a method is one transaction. */
export interface EventStore {
  /** Keeps an event until it is handled; one that was handled before, or is kept already, changes nothing. */
  keep(event: KeptEvent): void;
  /** What came from a platform and is not handled, oldest first. */
  kept(platform: PlatformName): readonly KeptEvent[];
  isHandled(id: EventId): boolean;
  /** True the first time an id is seen, and never again: a redelivered event does nothing. It is not kept any longer. */
  handleOnce(id: EventId, at: Date): boolean;
  /** Forgets handled ids that begin with `start` and are older: what they are kept against cannot come any more. */
  forget(start: string, before: Date): void;
}
