import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlainPictures } from '../../adapters/memory/plain-pictures.ts';
import { readEnvironment } from '../../src/config.ts';
import type { ChatPlatform } from '../../src/ports/chat-platform.ts';
import { loadConfig, openWorld, type World } from '../../src/wiring/open-world.ts';
import { type RunningBot, startBot } from '../../src/wiring/start-bot.ts';

/** A chat platform that can say when it has handled what came. */
type Settling = ChatPlatform & { settled(): Promise<void> };

export interface BotOn {
  readonly world: World;
  readonly bot: RunningBot;
  /** Resolves when all that follows from what people did is delivered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The whole bot, in this process, on platforms that speak with counterparts of the real ones. */
export const startBotOn = async (
  home: string,
  config: string,
  platformsOf: (world: World) => readonly Settling[],
  change: (world: World) => World = (world) => world,
): Promise<BotOn> => {
  const path = join(home, 'flames.config.yaml');
  writeFileSync(path, config);
  const environment = readEnvironment({ FLAMES_HOME: home, FLAMES_CONFIG: path });
  const opened = await openWorld(environment, loadConfig(environment));
  const world = change({ ...opened, pictures: createPlainPictures() });
  const platforms = platformsOf(world);
  const bot = await startBot(platforms, world, {
    ...{ debug: () => undefined, info: () => undefined, warn: () => undefined },
    fault: (where, error) => {
      throw new Error(`A fault at ${where}`, { cause: error });
    },
  });
  return {
    world,
    bot,
    idle: async () => {
      for (const platform of platforms) await platform.settled();
      await bot.idle();
    },
    close: async () => {
      await bot.stop();
      opened.close();
    },
  };
};
