import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Emoji } from '../../src/cards/emoji.ts';
import { standingVotes } from '../../src/review/vote.ts';
import { type ASlack, openSlack, PEOPLE, type PersonName } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

let slack: ASlack;
let on: BotOn;
beforeEach(async () => {
  slack = await openSlack();
});
afterEach(async () => {
  await on.close();
  await slack.close();
});

/** A ballot that is open to reactions, and closes with so many votes. */
const openBallot = async (quorum: number) => {
  const channels = `{ slack: "${slack.channels.review}" }`;
  const config = `review: { openAtOnce: 100, quorum: ${quorum}, requesterMayVote: true, channels: ${channels} }`;
  on = await startBotOn(temporaryFolder(), config, ({ attachments: files, stores }) => [
    slackOn(slack, { files, inbox: stores.events }),
  ]);
  await slack.type('evaluate baseline-echo smoke');
  await on.idle();
  const { reviews } = on.world.stores;
  const id = reviews.list({}).find(({ flag }) => flag.dimension !== 'Data protection')?.flag.id;
  if (id === undefined) throw new Error('nothing was flagged');
  const message = await slack.messageWith(`${id} · Borderline`, slack.channels.review);
  return { id, message, find: () => reviews.find(id) };
};

const LABELS = { harmless: 3, middle: 2, harmful: 1 } as const satisfies Readonly<Record<Emoji, number>>;
const BUTTONS = { harmless: '🟢 3', middle: '🟡 2', harmful: '🔴 1' } as const satisfies Readonly<
  Record<Emoji, string>
>;
const EMOJI = Object.keys(LABELS) as readonly Emoji[];

interface Standing {
  readonly label: number;
  readonly via: 'button' | 'reaction';
}

it('counts each person once, by the last act, however many press and react at the same moment', async () => {
  // each person's own, so that the order in which they come changes nothing
  const randoms = PEOPLE.map((_, at) => seededRandom(20_261_125 + at));
  const { message, find } = await openBallot(4);
  const expected = new Map<PersonName, Standing>();
  const given = new Set<string>();
  const act = (by: PersonName): Promise<void> => {
    const random = randoms[PEOPLE.indexOf(by)] ?? Math.random;
    const emoji = EMOJI[Math.floor(random() * EMOJI.length)] as Emoji;
    if (random() < 0.4) {
      expected.set(by, { label: LABELS[emoji], via: 'button' });
      return slack.press(message, BUTTONS[emoji], by);
    }
    if (given.delete(`${by} ${emoji}`)) {
      const { label, via } = expected.get(by) ?? {};
      if (label === LABELS[emoji] && via === 'reaction') expected.delete(by);
      return slack.react(message, emoji, 'removed', by);
    }
    given.add(`${by} ${emoji}`);
    expected.set(by, { label: LABELS[emoji], via: 'reaction' });
    return slack.react(message, emoji, 'added', by);
  };
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(
      PEOPLE.map(async (by) => {
        for (let acts = 0; acts < 4; acts += 1) await act(by);
      }),
    );
    await on.idle();
    const standing = standingVotes(find()?.acts ?? []).map(({ name, act: { kind, ...rest }, via }) => [
      name,
      { ...rest, via },
    ]);
    expect({ round, ...Object.fromEntries(standing) }).toEqual({ round, ...Object.fromEntries(expected) });
  }
});

it('closes a ballot once, though the votes that close it come at the same moment', async () => {
  const { id, message, find } = await openBallot(2);
  await Promise.all([
    slack.press(message, BUTTONS.harmful, 'ann'),
    slack.react(message, 'harmful', 'added', 'bob'),
    slack.press(message, BUTTONS.harmful, 'cid'),
    slack.react(message, 'harmful', 'added', 'cid'),
  ]);
  await on.idle();
  expect(find()?.flag).toMatchObject({ state: 'settled', label: 1 });
  const { exports } = on.world.stores;
  const byVoters = [...exports.rows('annotations', {})].filter(({ source }) => source === 'voters');
  expect(byVoters).toMatchObject([{ flag: id, label: 1 }]);
  const shown = await slack.messages(slack.channels.review);
  const ballots = shown.filter(({ blocks }) => wordsIn(blocks).includes(`${id} · `));
  expect(ballots.map(({ text }) => text)).toEqual([expect.stringContaining('Settled as 1')]);
});
