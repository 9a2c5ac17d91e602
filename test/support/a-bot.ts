import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainFigures } from '../../adapters/memory/plain-figures.ts';
import { createPlainPictures } from '../../adapters/memory/plain-pictures.ts';
import { createRecordingPlatform, type RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import { readEnvironment } from '../../src/config.ts';
import { type EventId, newEventId } from '../../src/ids.ts';
import type { ChatEvent, MessageRef, Place } from '../../src/ports/chat-platform.ts';
import { loadConfig, openWorld, type World } from '../../src/wiring/open-world.ts';
import { type RunningBot, startBot } from '../../src/wiring/start-bot.ts';
import { scoringMode } from './run-flames.ts';

export interface ABot {
  readonly world: World;
  readonly bot: RunningBot;
  readonly platform: RecordingPlatform;
  /** Somebody types `/flames …` in the channel `C1`; resolves when all that follows is delivered. */
  type(words: string, by?: string): Promise<void>;
  /** Somebody presses the button with this label on a message. */
  press(message: MessageRef, label: string, by?: string): Promise<void>;
  /** Any event, delivered to its end. */
  happen(event: ChatEvent): Promise<void>;
  /** The latest texts of all messages, oldest first. */
  texts(): readonly string[];
  /** The latest message whose text has this in it. */
  messageWith(text: string): MessageRef;
  close(): Promise<void>;
}

const silentLog = { debug: () => undefined, info: () => undefined, warn: () => undefined };

export const CHANNEL: Place = { kind: 'channel', platform: 'recording', channel: 'C1' };
const START = Date.parse('2026-11-23T09:00:00Z');

export const person = (id: string) => ({ platform: 'recording', id, name: id, groups: [] });

/** The whole bot, in this process, on a recording platform. Each event comes a second after the one before. */
export const startABot = async (
  home: string,
  {
    config,
    platform = createRecordingPlatform(),
    change = (world) => world,
  }: {
    readonly config?: string;
    readonly platform?: RecordingPlatform;
    readonly change?: (world: World) => World;
  } = {},
): Promise<ABot> => {
  if (config !== undefined) writeFileSync(join(home, 'flames.config.yaml'), config);
  const environment = readEnvironment({
    FLAMES_HOME: home,
    ...scoringMode(),
    ...(config === undefined ? {} : { FLAMES_CONFIG: join(home, 'flames.config.yaml') }),
  });
  const opened = await openWorld(environment, loadConfig(environment));
  const world = change({ ...opened, pictures: createPlainPictures(), figures: createPlainFigures() });
  const bot = await startBot([platform], world, {
    ...silentLog,
    fault: (where, error) => {
      throw new Error(`A fault at ${where}`, { cause: error });
    },
  });
  let seconds = 0;
  const now = (): Date => {
    seconds += 1;
    return new Date(START + 1000 * seconds);
  };
  const happen = async (event: ChatEvent): Promise<void> => {
    await platform.say(event);
    await bot.idle();
  };
  const texts = () =>
    platform.ledger().map(({ shown }) => {
      const card = shown.at(-1)?.card;
      return card === undefined ? '' : cardToText(card, ({ text }) => text);
    });
  return {
    ...{ world, bot, platform, happen, texts },
    type: (text, by = 'ann') =>
      happen({
        kind: 'command',
        id: newEventId() as EventId,
        at: now(),
        call: { kind: 'words', text },
        by: { ...person(by), platform: platform.name },
        replyTo: { ...CHANNEL, platform: platform.name },
      }),
    press: (message, label, by = 'ann') => {
      const found = platform.ledger().find(({ ref }) => ref.message === message.message);
      const buttons = found?.shown
        .at(-1)
        ?.card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      const button = buttons?.find((each) => each.label.includes(label));
      if (button === undefined) throw new Error(`No button "${label}" among ${JSON.stringify(buttons)}`);
      return happen({
        kind: 'press',
        id: newEventId(),
        at: now(),
        action: button.action,
        by: { ...person(by), platform: platform.name },
        message,
        replyTo: { ...CHANNEL, platform: platform.name },
      });
    },
    messageWith: (text) => {
      const at = texts().findLastIndex((each) => each.includes(text));
      const ref = platform.ledger()[at]?.ref;
      if (ref === undefined) throw new Error(`No message says "${text}": ${texts().join('\n---\n')}`);
      return ref;
    },
    close: async () => {
      await bot.stop();
      opened.close();
    },
  };
};
