import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createRecordingPlatform,
  type RecordingPlatform,
} from '../../../adapters/memory/recording-platform.ts';
import { PlatformError } from '../../../src/errors.ts';
import type { ChatEvent } from '../../../src/ports/chat-platform.ts';

export interface ChatLedger {
  readonly url: string;
  readonly platform: RecordingPlatform;
  close(): void;
}

const bodyOf = async (request: IncomingMessage) => {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return JSON.parse(text);
};

/**
 * Channels that outlive the bot: a server that keeps a recording platform for a bot in another process, delivers the
 * same events to each of its lives, and kills it before it hears the answer when it asks for that.
 */
export const startChatLedger = async (events: readonly ChatEvent[]): Promise<ChatLedger> => {
  const platform = createRecordingPlatform();
  const answerTo = async (call: string, body: Awaited<ReturnType<typeof bodyOf>>): Promise<unknown> => {
    if (call === '/post') return platform.post(body.to, body.card, body.key);
    if (call === '/edit') return platform.edit(body.message, body.card);
    if (call === '/find') return platform.find(body.to, body.key);
    return events;
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const [answer] = await Promise.allSettled([answerTo(request.url ?? '', body)]);
    if (typeof body.dieWith === 'number') return void process.kill(body.dieWith, 'SIGKILL');
    if (answer.status === 'fulfilled')
      return void response.end(JSON.stringify({ result: answer.value ?? null }));
    if (!(answer.reason instanceof PlatformError)) throw answer.reason;
    const { code, message, retryAfterMs } = answer.reason;
    response.end(JSON.stringify({ refused: { code, message, retryAfterMs } }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    platform,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
