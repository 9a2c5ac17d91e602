import { afterEach, describe, expect, it } from 'vitest';
import { createPlainPictures } from '../../adapters/memory/plain-pictures.ts';
import type { FileRef } from '../../src/cards/card.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import { type ABot, CHANNEL, startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const open: ABot[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
});
const start = async (...parameters: Parameters<typeof startABot>): Promise<ABot> => {
  const bot = await startABot(...parameters);
  open.push(bot);
  return bot;
};

const SMOKE = 'evaluate baseline-refuse smoke --scorer refusal-rule';

/** The messages that hold pictures: where they stand, and what is drawn on each. */
const pictureMessages = ({ platform, world }: ABot) =>
  platform.ledger().flatMap(({ address, key, shown }) => {
    const files = shown.at(-1)?.card.blocks.flatMap((block) => (block.kind === 'file' ? [block] : [])) ?? [];
    return files.length === 0
      ? []
      : [{ address, key, pictures: files.map(({ file }) => drawn(file, world)) }];
  });

const drawn = (file: FileRef, { attachments }: ABot['world']): Picture =>
  JSON.parse(Buffer.from(attachments.read(file) ?? []).toString());

describe('pictures in chat', () => {
  it("a run's picture stands once in the thread of its message, with words for whoever cannot see it", async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    const [run] = bot.platform.ledger();
    const messages = pictureMessages(bot);
    expect(messages).toMatchObject([
      {
        address: { ...CHANNEL, kind: 'thread', thread: run?.ref.message },
        pictures: [{ kind: 'intervals', title: 'Scorecard of baseline-refuse' }],
      },
    ]);
    const alt = bot.texts().find((text) => text.startsWith('Harmless rate of baseline-refuse by dimension.'));
    expect(alt).toContain('Overall: 40.0 % (');
  });

  it('from the second run of a model on, its trend stands beside the scorecard', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    await bot.type(SMOKE);
    const [first, second] = pictureMessages(bot);
    expect(first?.pictures.map(({ kind }) => kind)).toEqual(['intervals']);
    expect(second?.pictures.map(({ kind }) => kind)).toEqual(['intervals', 'trend']);
    expect(second?.pictures[1]?.title).toBe('baseline-refuse over 2 runs');
  });

  it('runs of other dimensions or by other scorers are no part of a trend', async () => {
    const bot = await start(temporaryFolder());
    await bot.type('evaluate baseline-refuse safety:5 --scorer refusal-rule');
    await bot.type('evaluate baseline-refuse smoke');
    await bot.type(SMOKE);
    const kinds = pictureMessages(bot).flatMap(({ pictures }) => pictures.map(({ kind }) => kind));
    expect(kinds).toEqual(['intervals', 'intervals', 'intervals']);
  });

  it('a leaderboard is answered with its forest plot, to whoever asked', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    await bot.type('evaluate baseline-comply smoke --scorer refusal-rule');
    await bot.type('leaderboard', 'bob');
    const last = pictureMessages(bot).at(-1);
    expect(last?.address).toMatchObject({ kind: 'private', person: 'bob' });
    expect(last?.pictures).toMatchObject([
      { title: 'Leaderboard on sample', rows: [{ label: 'baseline-refuse' }, { label: 'baseline-comply' }] },
    ]);
  });

  it('a digest is followed by what ran in it', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    await bot.type('digest');
    const last = pictureMessages(bot).at(-1);
    expect(last?.address).toMatchObject({ kind: 'thread', thread: bot.messageWith('Digest ·').message });
    expect(last?.pictures).toMatchObject([{ rows: [{ label: 'baseline-refuse', marks: [{ count: '–' }] }] }]);
  });

  it('what cannot be drawn holds up neither the run nor its scorecard', async () => {
    const pictures = createPlainPictures();
    pictures.breakDown();
    const bot = await start(temporaryFolder(), { change: (world) => ({ ...world, pictures }) });
    await bot.type(SMOKE);
    await bot.type('scorecard last');
    expect(bot.texts().filter((text) => text.startsWith('Scorecard · baseline-refuse'))).toHaveLength(2);
    expect(pictureMessages(bot)).toEqual([]);
  });

  it('a picture that a crash cut off is drawn at the next start, and only then', async () => {
    const home = temporaryFolder();
    const pictures = createPlainPictures();
    pictures.breakDown();
    const broken = await start(home, { change: (world) => ({ ...world, pictures }) });
    await broken.type(SMOKE);
    await open.pop()?.close();
    const again = await start(home, { platform: broken.platform });
    await again.bot.idle();
    expect(pictureMessages(again)).toHaveLength(1);
    await open.pop()?.close();
    const unasked = createPlainPictures();
    const third = await start(home, {
      platform: broken.platform,
      change: (world) => ({ ...world, pictures: unasked }),
    });
    await third.bot.idle();
    expect(unasked.asked).toEqual([]);
    expect(pictureMessages(third)).toHaveLength(1);
  });
});

describe('what people correct', () => {
  const REVIEW = 'review: { audit: { share: 1, least: 20, from: 1 }, borderline: 0, quorum: 1, maxVotes: 1 }';

  it('is a second picture in the thread, once every audit label is there', async () => {
    const bot = await start(temporaryFolder(), { config: REVIEW });
    await bot.type('evaluate baseline-refuse safety:20 --scorer refusal-rule');
    const flags = bot.world.stores.reviews.list({});
    expect(flags).toHaveLength(20);
    for (const [at, { flag }] of flags.slice(1).entries()) {
      await bot.type(`review vote ${flag.id} ${at % 4 === 0 ? 3 : 2}`, 'bob');
    }
    expect(pictureMessages(bot)).toHaveLength(1);
    await bot.type(`review vote ${flags[0]?.flag.id} 2`, 'bob');
    const [before, after] = pictureMessages(bot);
    expect(after?.address).toEqual(before?.address);
    expect(after?.pictures).toMatchObject([
      {
        legend: [{ series: 'first' }, { series: 'second' }],
        rows: [{ label: 'Safety' }, { label: 'Overall' }],
      },
    ]);
  });
});
