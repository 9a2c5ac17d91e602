import type { Logger, webApi } from '@slack/bolt';
import type { EventId } from '../../src/ids.ts';
import type { InboxStore } from '../chat/inbox.ts';
import type { Connection } from './connection.ts';
import { openHttp } from './http-connection.ts';
import { SIGNATURE_LIFE_MS } from './limits.ts';
import { SLACK } from './render-line.ts';
import { openSocket } from './socket-connection.ts';

/** Socket Mode, where the bot connects to Slack; or signed requests of Slack to a port of ours. */
export type EventsSettings =
  | {
      readonly kind: 'socket';
      readonly appToken: string;
      /** First wait before a lost connection is tried again, in ms. */
      readonly retryMs?: number;
      /** Without a ping of Slack for so many ms the connection counts as lost. */
      readonly pingMs?: number;
    }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      readonly port: number;
      readonly host?: string;
    };

interface Listening {
  readonly logger: Logger;
  readonly now: () => Date;
  readonly clientOptions: webApi.WebClientOptions;
  /** Where used signatures are kept, so that none is taken twice over restarts. */
  readonly store: Pick<InboxStore, 'handleOnce' | 'forget'>;
  readonly onReconnected: () => void;
}

const SIGNED = `${SLACK}:signed:`;
const RETRY_MS = 1000;
const PING_MS = 5000;

/** The way on which events come, as it is set up; `open` opens it. */
export const openConnection = (events: EventsSettings, listening: Listening): Connection => {
  const { logger, now, clientOptions, store, onReconnected } = listening;
  if (events.kind === 'http') {
    const isNew = (signature: string): boolean => store.handleOnce(`${SIGNED}${signature}` as EventId, now());
    const http = openHttp({ ...events, logger, isNew, now: () => now().getTime() });
    return {
      ...http,
      open: () => {
        // its own time may lie ahead of ours by as much as it may lie behind
        store.forget(SIGNED, new Date(now().getTime() - 2 * SIGNATURE_LIFE_MS));
        return http.open();
      },
    };
  }
  const { appToken, retryMs = RETRY_MS, pingMs = PING_MS } = events;
  return openSocket({ appToken, clientOptions, logger, retryMs, pingMs, onReconnected });
};
