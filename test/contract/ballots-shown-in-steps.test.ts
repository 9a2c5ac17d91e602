import { expect, it } from 'vitest';
import { ballotKey, createBallotDesk } from '../../src/bot/ballot-desk.ts';
import type { Card } from '../../src/cards/card.ts';
import type { EventId, FlagId } from '../../src/ids.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { flagRun } from '../../src/review/flag-run.ts';
import { atOnce, othersTurn } from '../../src/steps.ts';
import { aReview } from '../support/a-review.ts';
import { othersTurns } from '../support/others-turns.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** A desk whose run has its flags drawn and no ballot posted; `shown` is what each message reads last. */
const aDesk = () => {
  const review = aReview(
    temporaryFolder(),
    '{ audit: { least: 2, from: 20 }, quorum: 2, openAtOnce: 4, channels: { slack: C2 } }',
  );
  const { stores, ports } = review;
  const run = review.completed(30);
  const drawn = atOnce(flagRun(run, ports));
  const shown = new Map<string, Card>();
  const put: Outbox['put'] = (key, _address, card) => void shown.set(key, card);
  const desk = createBallotDesk({
    ...ports,
    runs: stores.runs,
    outbox: { put } as Outbox,
    posts: { find: () => undefined },
    pictureDesk: { under: async () => undefined, ofRun: async () => undefined, idle: async () => undefined },
    locale: 'en',
    platforms: [{ name: 'slack', remembers: true }],
  });
  const ballots = () => drawn.flatMap(({ id }) => shown.get(ballotKey(id)) ?? []);
  return {
    review,
    run,
    drawn,
    desk,
    ballots,
    shownOf: (id: FlagId) => JSON.stringify(shown.get(ballotKey(id))),
  };
};

it('the ballots of a run that ended are shown one by one, others served in between', async () => {
  const { run, desk, ballots } = aDesk();
  const { turns } = await othersTurns(desk.ran(run.id));
  expect(ballots()).toHaveLength(4);
  expect(turns).toBeGreaterThanOrEqual(4);
});

it('a vote that closes one of them before it was shown is shown, and the next ballot comes', async () => {
  const { review, run, drawn, desk, ballots, shownOf } = aDesk();
  const last = drawn[3];
  if (last === undefined) throw new Error('Nothing was drawn.');
  const showing = desk.ran(run.id);
  while (ballots().length < 2) await othersTurn();
  for (const id of ['ann', 'bob']) {
    const voter = { platform: 'slack', id, name: id, groups: [] };
    const vote = { flag: last.id, act: { kind: 'label', label: 1 }, via: 'button', voter } as const;
    castVote({ ...vote, actedAt: review.ports.clock.now(), event: `by ${id}` as EventId }, review.ports);
  }
  desk.sync(last.id);
  await showing;
  expect(review.stores.reviews.find(last.id)?.flag.state).toBe('settled');
  expect(shownOf(last.id)).toContain('Settled as 1');
  expect(ballots()).toHaveLength(5);
});
