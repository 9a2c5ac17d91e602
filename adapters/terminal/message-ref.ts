import type { MessageRef, Place } from '../../src/ports/chat-platform.ts';

export const TERMINAL = 'terminal';

/** The one channel of a session. Sessions have ids, so that two terminals over one database never share messages. */
export const sessionAddress = (session: string): Place => ({
  kind: 'channel',
  platform: TERMINAL,
  channel: session,
});

/** A message by the number that people see. */
export const messageRef = (session: string, number: number): MessageRef => ({
  platform: TERMINAL,
  channel: session,
  message: `${session}-${number}`,
});
