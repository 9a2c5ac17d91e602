import { afterEach } from 'vitest';
import { createRecordingPlatform, type RecordingPlatform } from '../../adapters/memory/recording-platform.ts';
import { cardToText } from '../../src/cards/card-to-text.ts';
import type { World } from '../../src/wiring/open-world.ts';
import { type ABot, startABot } from './a-bot.ts';
import { createWarpedClock, type WarpedClock } from './warped-clock.ts';

export interface AScheduledBot extends ABot {
  readonly clock: WarpedClock;
  /** Moves the clock to a moment, such as `2026-11-30T01:00`, UTC, and lets what is due then happen. */
  until(moment: string): Promise<void>;
  /** The texts of digests in the channel, oldest first. */
  digests(): readonly string[];
}

const HOUR_MS = 3_600_000;
const open: ABot[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
});

/** A Wednesday. */
export const START = '2026-11-25T08:00';

const moment = (text: string): Date => new Date(`${text}Z`);

/** The digests that a platform's channels hold. */
const digestsOn = (platform: RecordingPlatform): readonly string[] =>
  platform.ledger().flatMap(({ shown }) => {
    const card = shown.at(-1)?.card;
    return card?.kind === 'digest' ? [cardToText(card, ({ text }) => text)] : [];
  });

/** The whole bot with a clock that stands at a Wednesday until it is moved; closed after the test. */
export const aScheduledBot = async (
  home: string,
  {
    config = 'scorers: { default: refusal-rule }',
    clock = createWarpedClock(moment(START)),
    platform = createRecordingPlatform(),
    change = (world) => world,
  }: {
    readonly config?: string;
    readonly clock?: WarpedClock;
    readonly platform?: RecordingPlatform;
    readonly change?: (world: World) => World;
  } = {},
): Promise<AScheduledBot> => {
  const bot = await startABot(home, { config, platform, change: (world) => change({ ...world, clock }) });
  open.push(bot);
  const until = async (text: string): Promise<void> => {
    // in steps, as time passes: what is due at one moment is done before the next
    for (let left = 1; left > 0; ) {
      left = moment(text).getTime() - clock.now().getTime();
      await clock.advance(Math.min(Math.max(left, 0), HOUR_MS * 24));
    }
    await clock.advance(30_000);
    await bot.bot.idle();
  };
  return { ...bot, clock, until, digests: () => digestsOn(platform) };
};
