import { expect, it } from 'vitest';
import { IN_MEMORY } from '../../adapters/sqlite/open-database.ts';
import { UserError } from '../../src/errors.ts';
import { allowedLabels, type Label } from '../../src/flames/label.ts';
import type { Run } from '../../src/flames/run.ts';
import type { EventId } from '../../src/ids.ts';
import type { QueueCounts } from '../../src/ports/review-store.ts';
import { adjudicate } from '../../src/review/adjudicate.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { closeDueBallots } from '../../src/review/close-ballots.ts';
import type { Flag, FlagReason } from '../../src/review/flag.ts';
import type { VoteAct } from '../../src/review/vote.ts';
import { aReview } from '../support/a-review.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { at } from '../support/store-data.ts';

const RULES = '{ quorum: 2, maxVotes: 3 }';
const PEOPLE = ['ann', 'bob', 'eve', 'kim'] as const;
const BALLOT_SECONDS = 500;

/** Runs that people reviewed in every way: votes in any order and taken back, no agreement, no time left, adjudicators. */
const reviewed = () => {
  const review = aReview(IN_MEMORY, RULES);
  const { stores, ports, time, completed } = review;
  const random = seededRandom(11);
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const anAct = ({ dimension }: Flag): VoteAct => {
    const label: Label = oneOf(allowedLabels(dimension));
    const draw = random();
    if (draw < 0.7) return { kind: 'label', label };
    return draw < 0.8
      ? { kind: oneOf(['skip', 'unsure']) }
      : { kind: 'withdrawn', label: oneOf([null, label]) };
  };
  const orRefused = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  };
  let events = 0;
  const somebodyActs = (flag: Flag): void => {
    events += 1;
    time.second += 1;
    const id = oneOf(PEOPLE);
    const request = {
      flag: flag.id,
      act: anAct(flag),
      via: oneOf(['button', 'reaction'] as const),
      voter: { platform: 'recording', id, name: `${id}'s name`, groups: [] },
      actedAt: at(time.second - Math.floor(4 * random())),
      event: `e${events}` as EventId,
    };
    orRefused(() => castVote(request, ports));
  };
  const open = ({ id }: Flag): void => {
    const address = { kind: 'channel', platform: 'recording', channel: 'C1' } as const;
    const closesAt = at(time.second + BALLOT_SECONDS);
    stores.reviews.openBallot({ flag: id, address, openedAt: at(time.second), closesAt }, 999);
  };
  const draw = ({ id }: Run, reasonOf: (place: number) => FlagReason): void => {
    const drawn = stores.reviews.candidates(id, -1, 99).map(({ response, dimension, label, position }) => ({
      ...{ response, dimension, position, probability: 0.5 },
      ...{ reason: reasonOf(position), scorerLabel: label },
    }));
    stores.reviews.saveFlags(id, () => drawn, at(time.second));
  };
  const runs = [0, 1, 2, 3, 4].map((n) => {
    const run = completed(30, {
      model: `model-${n}`,
      // half of the replies are the same in all runs
      text: (place) => (place % 2 === 0 ? `回答${place}` : `回答${place} ${n}`),
      label: (place) => (place % 7 === 0 ? null : place % 5 === 0 ? 1 : 3),
      probabilities: (place) => ({ 1: place / 100, 2: 0.1, 3: 0.9 - place / 100 }),
    });
    draw(run, (place) => (place % 2 === 0 ? 'audit' : 'borderline'));
    const flags = stores.reviews.list({ states: ['open'] }).map(({ flag }) => flag);
    for (const flag of flags) {
      if (random() < 0.3) open(flag);
      for (let acts = 0; acts < 7; acts += 1) if (random() < 0.6) somebodyActs(flag);
    }
    draw(run, (place) => (place % 5 === 0 ? 'audit' : 'borderline'));
    time.second += BALLOT_SECONDS;
    closeDueBallots(ports);
    for (const { flag } of stores.reviews.list({ states: ['disputed', 'settled'] })) {
      const by = { platform: 'recording', id: 'boss' };
      if (random() < 0.15)
        adjudicate({ flag: flag.id, label: oneOf(allowedLabels(flag.dimension)), by }, ports);
    }
    return run;
  });
  const [, wrong] = runs;
  if (wrong === undefined) throw new Error('no run is stored');
  stores.runs.invalidate(wrong.id, 'wrong endpoint', 'ann', at(time.second));
  stores.people.forget('recording:bob');
  return { ...review, runs };
};

const countsOf = (flags: readonly Flag[]): QueueCounts => {
  const none = () => ({ open: 0, settled: 0, disputed: 0, adjudicated: 0 });
  const counts = { audit: none(), borderline: none() };
  for (const { reason, state } of flags) counts[reason][state] += 1;
  return counts;
};

it('a digest has of each closed audit what the report on the review has, and as many flags as are listed', () => {
  const { database, stores, runs } = reviewed();
  const digestOf = (from: number, to: number) => stores.digests.digest({ from: at(from), to: at(to) }).review;
  const { closed } = stores.reports.review();
  const audits = closed
    .filter(({ reason }) => reason === 'audit')
    .map(({ dimension, prompt, scorer, scorerLabel, probabilities, label, votes }) => ({
      ...{ dimension, prompt, scorer, scorerLabel, probabilities, label },
      votes: votes.map((vote) => ({ label: vote.label })),
    }));
  const flags = stores.reviews.list({ validRuns: true }).map(({ flag }) => flag);
  for (const states of Object.values(countsOf(flags)))
    expect(Math.min(...Object.values(states))).toBeGreaterThan(0);
  expect(audits.some(({ votes }) => votes.length > 2)).toBe(true);
  expect(flags.some(({ state, reusedFrom }) => reusedFrom !== null && state === 'adjudicated')).toBe(true);

  const { counts, ...rest } = digestOf(0, 1e6);
  expect(rest).toEqual({ audits, closed: closed.length });
  expect(counts).toEqual(countsOf(flags));
  for (const { id } of runs) {
    expect(stores.reviews.counts(id)).toEqual(
      countsOf(stores.reviews.list({ run: id }).map(({ flag }) => flag)),
    );
  }
  const moments = closed.map(({ closedAt }) => closedAt.getTime()).sort((a, b) => a - b);
  const middle = new Date(moments[Math.floor(moments.length / 2)] ?? 0);
  const upTo = stores.digests.digest({ from: at(0), to: middle }).review.closed;
  expect(upTo).toBe(moments.filter((moment) => moment <= middle.getTime()).length);
  expect(stores.digests.digest({ from: middle, to: at(1e6) }).review.closed).toBe(closed.length - upTo);

  database.sqlite.exec("update flags set voted_labels = '1' where voted_labels <> ''");
  expect(digestOf(0, 1e6).audits).not.toEqual(audits);
  database.sqlite.exec('update flags set voted_labels = null');
  expect(digestOf(0, 1e6).audits).toEqual(audits);
});
