// What a chat shows after an evaluation: the bot itself, on a platform that records its messages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordingPlatform } from '../../dist/adapters/memory/recording-platform.js';
import { readEnvironment } from '../../dist/src/config.js';
import { newEventId } from '../../dist/src/ids.js';
import { loadConfig, openWorld } from '../../dist/src/wiring/open-world.js';
import { startBot } from '../../dist/src/wiring/start-bot.js';

const CHANNEL = { kind: 'channel', platform: 'recording', channel: 'evals' };
const ANN = { platform: 'recording', id: 'U1', name: 'ann', groups: [] };
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  fault: (_where, error) => {
    throw error;
  },
};

/** The latest card of each message after `/flames …`, oldest first, with the bytes of their files. */
export const messagesAfter = async (words) => {
  const home = mkdtempSync(join(tmpdir(), 'flames-readme-'));
  const environment = readEnvironment({ FLAMES_HOME: home });
  const world = await openWorld(environment, loadConfig(environment));
  const platform = createRecordingPlatform();
  const bot = await startBot([platform], world, log);
  try {
    await platform.say({
      kind: 'command',
      id: newEventId(),
      at: new Date(),
      call: { kind: 'words', text: words },
      by: ANN,
      replyTo: CHANNEL,
    });
    await bot.idle();
    const messages = platform.ledger().map(({ key, shown }) => ({ key, card: shown.at(-1).card }));
    const files = new Map(
      messages
        .flatMap(({ card }) => card.blocks)
        .filter(({ kind }) => kind === 'file')
        .map(({ file }) => [file.id, world.attachments.read(file)]),
    );
    return { messages, files };
  } finally {
    await bot.stop();
    world.close();
    rmSync(home, { recursive: true, force: true });
  }
};
