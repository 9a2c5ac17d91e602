import { PassThrough } from 'node:stream';
import { createRecordingPlatform, RECORDING_SELF } from '../../adapters/memory/recording-platform.ts';
import { createTerminalPlatform } from '../../adapters/terminal/terminal-platform.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import { newEventId } from '../../src/ids.ts';
import type { Place } from '../../src/ports/chat-platform.ts';
import { TerminalScreen } from '../support/terminal-screen.ts';
import { type PlatformHarness, testPlatform } from './chat-platform.ts';

const ESCAPES = [
  '\u001B]0;owned\u0007',
  '\u001B]8;;http://a.example\u001B\\click\u001B]8;;\u001B\\',
  '\u0007',
  '\u001BP$qm\u001B\\',
  '\u001B[2J\u001B[H',
  '\u009B2J',
  '\u001Bc',
  '\r\u001B[K',
];

const recording = async (): Promise<PlatformHarness> => {
  const platform = createRecordingPlatform();
  const address: Place = { kind: 'channel', platform: platform.name, channel: 'C1' };
  const by = { platform: platform.name, id: 'U1', name: 'Ann', groups: [] };
  const cardOf = (message: string) =>
    platform
      .ledger()
      .find(({ ref }) => ref.message === message)
      ?.shown.at(-1)?.card;
  return {
    platform,
    address,
    sendCommand: (text) =>
      platform.say({
        kind: 'command',
        id: newEventId(),
        at: new Date(0),
        call: { kind: 'words', text },
        by,
        replyTo: address,
      }),
    press: async (message, button) => {
      const buttons = cardOf(message.message)?.blocks.flatMap((block) =>
        block.kind === 'buttons' ? block.buttons : [],
      );
      const action = buttons?.[button - 1]?.action ?? { name: 'none', argument: '' };
      await platform.say({
        kind: 'press',
        id: newEventId(),
        at: new Date(0),
        action,
        by,
        message,
        replyTo: address,
      });
    },
    react: (message, emoji, change) =>
      platform.say({ kind: 'reaction', id: newEventId(), at: new Date(0), change, emoji, by, message }),
    reactAsSelf: (message, emoji) =>
      platform.say({
        kind: 'reaction',
        id: newEventId(),
        at: new Date(0),
        change: 'added',
        emoji,
        by: { ...by, id: RECORDING_SELF },
        message,
      }),
    seen: async () =>
      platform
        .ledger()
        .map(({ ref }) =>
          cardToText(
            cardOf(ref.message) ?? { kind: 'list', locale: 'en', title: [], blocks: [] },
            ({ text }) => text,
          ),
        )
        .join('\n'),
    hostile: [],
    obeyed: async () => [],
    close: () => platform.stop(),
  };
};

const LABELS = { harmless: ':3:', middle: ':2:', harmful: ':1:' } as const;

const terminal = async (interactive: boolean): Promise<PlatformHarness> => {
  const input = new PassThrough();
  const output = new TerminalScreen();
  const options = { colour: true, locale: 'en', speaker: 'ann' } as const;
  const platform = createTerminalPlatform({ input, output, interactive, ...options });
  const numberOf = ({ message }: { readonly message: string }) => message.split('-').at(-1);
  const type = async (line: string): Promise<void> => {
    input.write(`${line}\n`);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    platform,
    address: platform.address,
    sendCommand: (words) => type(`/flames ${words}`),
    press: (message, button) => type(`press ${numberOf(message)}.${button}`),
    react: (message, emoji, change) =>
      type(`${change === 'removed' ? '-' : ''}${LABELS[emoji]} #${numberOf(message)}`),
    seen: () => output.text(),
    hostile: ESCAPES,
    obeyed: async () => output.obeyed,
    close: () => platform.stop(),
  };
};

testPlatform('recording', { create: recording, replaces: true });
testPlatform('terminal, typed', { create: () => terminal(true), replaces: true });
testPlatform('terminal, piped', { create: () => terminal(false), replaces: false });
