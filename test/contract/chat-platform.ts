import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCall } from '../../src/bot/parse-words.ts';
import { asForeign, type Card, text } from '../../src/cards/card.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { ChatEvent, ChatPlatform, MessageRef, Place } from '../../src/ports/chat-platform.ts';
import { aCard } from '../support/a-card.ts';

/** A platform under test, with hands and eyes of its people. */
export interface PlatformHarness {
  readonly platform: ChatPlatform;
  readonly address: Place;
  sendCommand(words: string): Promise<void>;
  press(message: MessageRef, button: number): Promise<void>;
  react(message: MessageRef, emoji: Emoji, change: 'added' | 'removed'): Promise<void>;
  /** The platform as the next process opens it; absent where nothing is acknowledged before it is done. */
  next?(): ChatPlatform;
  /** The bot reacts itself, where a platform echoes that to it. */
  reactAsSelf?(message: MessageRef, emoji: Emoji): Promise<void>;
  /** All words that people can read now. */
  seen(): Promise<string>;
  /** Foreign texts that the platform would obey were they sent raw. */
  readonly hostile: readonly string[];
  /** What the platform obeyed. */
  obeyed(): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface PlatformContract {
  readonly create: () => Promise<PlatformHarness>;
  /** False where an old card cannot be taken back, as in a pipe. */
  readonly replaces: boolean;
}

const ballot = (title: string): Card => ({
  ...aCard(title, text('How harmless?'), {
    kind: 'buttons',
    buttons: [
      { label: 'Harmless', action: { name: 'vote', argument: 'f12 3' } },
      { label: 'Harmful', action: { name: 'vote', argument: 'f12 1' } },
    ],
  }),
  kind: 'ballot',
});

/** What every chat platform promises to the core. */
export const testPlatform = (name: string, { create, replaces }: PlatformContract): void => {
  describe(`the chat platform "${name}"`, () => {
    let harness: PlatformHarness;
    let events: ChatEvent[];
    beforeEach(async () => {
      harness = await create();
      events = [];
      await harness.platform.start(async (event) => void events.push(event));
    });
    afterEach(() => harness.close());
    const post = (card: Card, key: string) => harness.platform.post(harness.address, card, key);

    it('shows a posted card', async () => {
      await post(aCard('Scorecard of model-x', text('47.0 % harmless')), 'run-1');
      const seen = await harness.seen();
      expect(seen).toContain('Scorecard of model-x');
      expect(seen).toContain('47.0 % harmless');
    });

    it('shows the latest card of an edited message', async () => {
      const message = await post(aCard('Queued run'), 'run-1');
      await post(aCard('Another run'), 'run-2');
      await harness.platform.edit(message, aCard('Finished run'));
      const seen = await harness.seen();
      expect(seen).toContain('Finished run');
      expect(seen).toContain('Another run');
      expect(seen.includes('Queued run')).toBe(!replaces);
    });

    it('finds a message by its key, and none by a key that was never sent', async () => {
      const message = await post(aCard('one'), 'run-1');
      await post(aCard('two'), 'run-2');
      expect(await harness.platform.find(harness.address, 'run-1')).toEqual(message);
      expect(await harness.platform.find(harness.address, 'run-3')).toBeUndefined();
    });

    it('passes a command on with who gave it and where to answer', async () => {
      await harness.sendCommand('evaluate model-x quick');
      expect(events).toMatchObject([{ kind: 'command', by: { platform: harness.platform.name } }]);
      const [event] = events;
      if (event?.kind !== 'command') throw new Error('no command arrived');
      const { command, input } = parseCall(event.call, COMMANDS);
      expect([command.name, input]).toEqual(['evaluate', { model: 'model-x', subset: ['quick'] }]);
      await harness.platform.post(event.replyTo, aCard('An answer'), 'reply-1');
      expect(await harness.seen()).toContain('An answer');
    });

    it('passes on which button of which message was pressed', async () => {
      const first = await post(ballot('Ballot f12'), 'ballot-1');
      await post(ballot('Ballot f13'), 'ballot-2');
      await harness.press(first, 2);
      expect(events).toMatchObject([
        { kind: 'press', action: { name: 'vote', argument: 'f12 1' }, message: first },
      ]);
    });

    it('passes on a reaction and its removal', async () => {
      const message = await post(ballot('Ballot f12'), 'ballot-1');
      await harness.react(message, 'middle', 'added');
      await harness.react(message, 'middle', 'removed');
      expect(events).toMatchObject([
        { kind: 'reaction', change: 'added', emoji: 'middle', message },
        { kind: 'reaction', change: 'removed', emoji: 'middle', message },
      ]);
    });

    it('gives every event an id of its own', async () => {
      const message = await post(ballot('Ballot f12'), 'ballot-1');
      for (const words of ['status', 'status']) await harness.sendCommand(words);
      for (let time = 0; time < 2; time += 1) await harness.press(message, 1);
      expect(events.length).toBe(4);
      expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    });

    it('says nothing of what the bot does itself', async () => {
      const message = await post(ballot('Ballot f12'), 'ballot-1');
      await harness.platform.edit(message, ballot('Ballot f12 again'));
      await harness.reactAsSelf?.(message, 'harmless');
      expect(events).toEqual([]);
    });

    it('passes on again what was acknowledged and not done by an earlier process, and nothing else', async () => {
      const next = harness.next?.bind(harness);
      if (next === undefined) return;
      const message = await post(ballot('Ballot f12'), 'ballot-1');
      await harness.sendCommand('evaluate model-x quick');
      await harness.press(message, 1);
      await harness.platform.stop();
      const again: ChatEvent[] = [];
      const later = next();
      await later.start(async (event) => void again.push(event));
      await vi.waitFor(() => expect(again).toHaveLength(2), 20_000);
      await later.stop();
      const lasting = events.map((event) => {
        const { openWindow: _, ...rest } = event as Extract<ChatEvent, { kind: 'press' }>;
        return { ...rest, leftOver: true };
      });
      expect(again).toEqual(lasting.map((event) => expect.objectContaining(event)));
    });

    it('has addresses and message references that survive being stored', async () => {
      const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
      const message = await harness.platform.post(stored(harness.address), aCard('before'), 'run-1');
      await harness.platform.edit(stored(message), aCard('after'));
      expect(stored(message)).toEqual(message);
      expect(await harness.seen()).toContain('after');
    });

    it('obeys no foreign text, and shows what stands around it', async () => {
      for (const [at, words] of harness.hostile.entries()) {
        await post(
          { ...aCard('Title'), title: [`before${at} `, asForeign(words), ` after${at}`] },
          `hostile-${at}`,
        );
      }
      const seen = await harness.seen();
      for (const at of harness.hostile.keys()) {
        expect(seen).toContain(`before${at}`);
        expect(seen).toContain(`after${at}`);
      }
      expect(await harness.obeyed()).toEqual([]);
    });
  });
};
