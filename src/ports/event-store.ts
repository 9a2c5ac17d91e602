import type { EventId } from '../ids.ts';

/** Which events were handled, over all restarts. Synchronous: a method is one transaction. */
export interface EventStore {
  isHandled(id: EventId): boolean;
  /** True the first time an id is seen, and never again: a redelivered event does nothing. */
  handleOnce(id: EventId, at: Date): boolean;
}
