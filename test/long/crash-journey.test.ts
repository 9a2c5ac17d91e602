import { describe, expect, it } from 'vitest';
import type { RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import type { EventId } from '../../src/ids.ts';
import type { ChatEvent } from '../../src/ports/chat-platform.ts';
import { startChatLedger } from '../support/mortal-bot/chat-ledger.ts';
import { live } from '../support/mortal-bot/live.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

const EVALUATE: ChatEvent = {
  kind: 'command',
  id: 'E1' as EventId,
  at: new Date('2026-11-24T09:00:00Z'),
  call: { kind: 'words', text: 'evaluate baseline-refuse smoke --scorer refusal-rule' },
  by: { platform: 'recording', id: 'U1', name: 'Ann', groups: [] },
  replyTo: { kind: 'channel', platform: 'recording', channel: 'C1' },
};

type Prepare = (platform: RecordingPlatform) => void;

/** The world after a life that was killed at a moment (or at none) and one that was not. */
const crashAndReturn = async (prepare: Prepare, killAt?: number) => {
  const home = temporaryFolder();
  const ledger = await startChatLedger([EVALUATE]);
  prepare(ledger.platform);
  try {
    const first = await live(home, ledger.url, killAt);
    const last = killAt === undefined ? first : await live(home, ledger.url);
    return { first, last, messages: ledger.platform.ledger(), stored: readStored(home) };
  } finally {
    ledger.close();
  }
};

const readStored = (home: string) => {
  const database = openDatabase(home);
  const lock = createProcessLock(home);
  try {
    const { runs } = createStores(database, lock);
    return runs.list().map(({ id, state }) => ({ state, responses: runs.responses(id, -1, 1000) }));
  } finally {
    lock.close();
    database.close();
  }
};

type Outcome = Awaited<ReturnType<typeof crashAndReturn>>;

const expectOneScorecard = ({ last, messages, stored }: Outcome, moment: number | undefined): void => {
  expect({ moment, code: last.code, stderr: last.stderr }).toEqual({ moment, code: 0, stderr: '' });
  expect(stored).toMatchObject([{ state: 'completed' }]);
  const prompts = stored[0]?.responses.map(({ prompt, scorerLabel }) => [prompt.id, scorerLabel !== null]);
  expect(new Map(prompts as [number, boolean][]).size).toBe(10);
  expect(prompts?.every(([, scored]) => scored)).toBe(true);
  const runMessages = messages.filter(({ key }) => key.startsWith('run:'));
  expect({ moment, keys: runMessages.length }).toEqual({ moment, keys: 1 });
  const pictures = messages.filter(({ key }) => key.startsWith('picture:'));
  expect({ moment, pictures: pictures.length }).toEqual({ moment, pictures: 1 });
  const cards = runMessages[0]?.shown.map(({ card }) => card) ?? [];
  expect(cards.filter(({ kind }) => kind === 'scorecard').length).toBeGreaterThan(0);
  const shown = cards.at(-1);
  expect(shown?.kind).toBe('scorecard');
  expect(shown === undefined ? '' : cardToText(shown, ({ text }) => text)).toContain('Harmless rate 40.0 %');
};

const WORLDS: Readonly<Record<string, { readonly prepare: Prepare; readonly every: number }>> = {
  'a platform that works': { prepare: () => undefined, every: 1 },
  'a platform that loses the answer to a post and limits edits': {
    prepare: (platform) => {
      platform.failNext('post', { kind: 'answer-lost' });
      platform.failNext('edit', { kind: 'refused', code: 'rate-limited', retryAfterMs: 50 });
    },
    every: 4,
  },
};

describe.each(Object.entries(WORLDS))('evaluate in chat, killed between any two steps, on %s', (_, world) => {
  it('goes on in the same message to exactly one scorecard', async () => {
    const unharmed = await crashAndReturn(world.prepare);
    expectOneScorecard(unharmed, undefined);
    const { moments } = unharmed.first;
    expect(moments).toBeGreaterThan(20);
    let kills = 0;
    for (let moment = 0; moment < moments; moment += 2 * world.every) {
      const pair = [moment, moment + world.every];
      const outcomes = await Promise.all(pair.map((at) => crashAndReturn(world.prepare, at)));
      for (const [at, outcome] of outcomes.entries()) {
        expectOneScorecard(outcome, pair[at]);
        kills += outcome.first.killed ? 1 : 0;
      }
    }
    expect(kills).toBeGreaterThan((0.8 * moments) / world.every);
  });
});
