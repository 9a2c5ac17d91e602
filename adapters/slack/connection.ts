import type { Receiver } from '@slack/bolt';

/** The way on which Slack's events come. */
export interface Connection {
  readonly receiver: Receiver;
  /** Tries until it is open or `stop` is called; rejects when Slack will never let this bot in. */
  open(): Promise<void>;
  stop(): Promise<void>;
}
