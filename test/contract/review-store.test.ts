import { afterEach, describe, expect, it } from 'vitest';
import { createKeptCounts } from '../../adapters/sqlite/kept-counts.ts';
import { type Database, IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { createPromptStore } from '../../adapters/sqlite/prompt-store.ts';
import { createReviewStore } from '../../adapters/sqlite/review-store.ts';
import { createRunStore } from '../../adapters/sqlite/run-store.ts';
import { parseConfig } from '../../src/config.ts';
import { correctedOf } from '../../src/flames/corrected.ts';
import type { Label } from '../../src/flames/label.ts';
import type { Run } from '../../src/flames/run.ts';
import type { EventId, FlagId, RunId } from '../../src/ids.ts';
import { adjudicate } from '../../src/review/adjudicate.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { closeDueBallots } from '../../src/review/close-ballots.ts';
import { auditMore, flagRun } from '../../src/review/flag-run.ts';
import { postNextBallots } from '../../src/review/post-ballots.ts';
import { atOnce } from '../../src/steps.ts';
import { PulledPlug, withPlug } from '../support/pull-plug.ts';
import { aLabel, aNewRun, anAnswer, at } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const opened: Database[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

const A_VOTER = { platform: 'recording', groups: [] };
const CHANNEL = { kind: 'channel', platform: 'recording', channel: 'C1' } as const;

/** A store with a clock that stands at `time.second`. */
const aDesk = (home = IN_MEMORY, review = '{}') => {
  const database = openDatabase(home);
  opened.push(database);
  const time = { second: 10 };
  const counts = createKeptCounts(database);
  const clock = {
    now: () => at(time.second),
    monotonicMs: () => 0,
    sleep: async () => undefined,
    after: () => () => undefined,
  };
  const { review: rules } = parseConfig(`review: ${review}`, 'test');
  const ports = { reviews: createReviewStore(database, counts), clock, rules };
  const runs = createRunStore(database, createMemoryLiveness(), counts);
  let events = 0;
  return {
    ...{ database, time, ports, runs, reviews: ports.reviews },
    /** A completed run of so many prompts over three dimensions; the scorer said 3 to all, with a doubt where told. */
    completed: (
      prompts: number,
      { text = (n: number): string => `回答${n}`, doubt = (_: number): number | undefined => undefined } = {},
    ): Run => {
      const run = aNewRun(createPromptStore(database), prompts);
      runs.create(run);
      const answers = run.prompts.map((prompt, n) => anAnswer(prompt, { text: text(n) }));
      const verdicts = runs.saveResponses(run.id, [], answers).map((response, n) => {
        const three = doubt(n);
        const probabilities = three === undefined ? {} : { probabilities: { 1: 0, 2: 1 - three, 3: three } };
        return { response, verdict: { ...aLabel(3), ...probabilities }, at: at(3) };
      });
      runs.saveVerdicts(run.id, verdicts, []);
      runs.setState(run.id, 'completed', at(4));
      const ended = runs.find(run.id);
      if (ended === undefined) throw new Error('the run is gone');
      return ended;
    },
    vote: (flag: FlagId, label: Label, ...people: readonly string[]) =>
      people.map((name) => {
        events += 1;
        const voter = { ...A_VOTER, id: name, name };
        const act = { kind: 'label', label } as const;
        const event = `e${events}` as EventId;
        return castVote({ flag, act, via: 'button', voter, actedAt: clock.now(), event }, ports);
      }),
  };
};

const idsOf = (flags: readonly { readonly id: FlagId }[]): readonly FlagId[] => flags.map(({ id }) => id);
const THREE = ['bob', 'eve', 'zoe'] as const;

describe('flags of a run', () => {
  it('are drawn once: again, from another process, or after a crash changes nothing', () => {
    const home = temporaryFolder();
    const desk = aDesk(home, '{ audit: { least: 4, from: 20 } }');
    const run = desk.completed(30, { doubt: (n) => (n % 2 === 0 ? 0.5 : 0.99) });
    const drawn = atOnce(flagRun(run, desk.ports));
    expect(drawn.filter(({ reason }) => reason === 'audit')).toHaveLength(12);
    expect(drawn.filter(({ reason }) => reason === 'borderline').length).toBeLessThanOrEqual(10);
    expect(drawn[0]).toMatchObject({
      state: 'open',
      probability: 0.4,
      position: 0,
      scorerLabel: 3,
      label: null,
    });
    const before = desk.reviews.list({});
    expect(atOnce(flagRun(run, desk.ports))).toEqual([]);
    expect(atOnce(flagRun(run, aDesk(home, '{ audit: { least: 4, from: 20 } }').ports))).toEqual([]);
    expect(desk.reviews.list({})).toEqual(before);
  });

  it('grow with the audit: probabilities follow, and what was borderline is audited from then on', () => {
    const desk = aDesk();
    const run = desk.completed(30, { doubt: (n) => (n < 3 ? 0.5 : 0.99) });
    const borderline = idsOf(atOnce(flagRun(run, desk.ports)));
    expect(borderline).toHaveLength(3);
    desk.time.second = 20;
    atOnce(auditMore(run, 4, desk.ports));
    desk.time.second = 30;
    expect(atOnce(auditMore(run, 6, desk.ports))).not.toHaveLength(0);
    const flags = desk.reviews.list({}).map(({ flag }) => flag);
    expect(flags).toHaveLength(30);
    expect(flags.every(({ reason, probability }) => reason === 'audit' && probability === 1)).toBe(true);
    const promoted = flags.filter(({ id }) => borderline.includes(id));
    expect(promoted.every(({ drawnAt }) => drawnAt > at(10))).toBe(true);
    expect(desk.runs.read(run.id, at(15))?.audit).toEqual([]);
    expect(desk.runs.read(run.id, at(40))?.audit.reduce((sum, { flagged }) => sum + flagged, 0)).toBe(30);
  });

  it('follow what was drawn while they were, between any two steps', () => {
    for (let stepsBefore = 0; ; stepsBefore += 1) {
      const desk = aDesk();
      const run = desk.completed(36);
      const slow = auditMore(run, 6, desk.ports);
      for (let step = 0; step < stepsBefore; step += 1) if (slow.next().done) return;
      atOnce(auditMore(run, 4, desk.ports));
      expect(atOnce(slow)).toHaveLength(18);
      const flags = desk.reviews.list({ run: run.id }).map(({ flag }) => flag);
      expect(flags).toHaveLength(30);
      expect(new Set(flags.map(({ probability }) => probability))).toEqual(new Set([10 / 12]));
      expect(stepsBefore).toBeLessThan(50);
    }
  });

  it('are all drawn or none when the process dies between any two writes', () => {
    const desk = aDesk(IN_MEMORY, '{ audit: { least: 2, from: 6 } }');
    const run = desk.completed(9, { doubt: () => 0.5 });
    const plug = { left: 0 };
    const mortal = withPlug(desk.database, plug);
    const reviews = createReviewStore(mortal, createKeptCounts(mortal));
    let deaths = 0;
    for (;;) {
      plug.left = deaths;
      try {
        atOnce(flagRun(run, { ...desk.ports, reviews }));
        break;
      } catch (error) {
        if (!(error instanceof PulledPlug)) throw error;
        expect(desk.reviews.list({})).toEqual([]);
        deaths += 1;
      }
    }
    expect(deaths).toBeGreaterThanOrEqual(9);
    expect(desk.reviews.list({})).toHaveLength(9);
  });

  it('of labels made elsewhere, which say nothing of their doubt, are an audit', () => {
    const desk = aDesk(IN_MEMORY, '{ audit: { least: 2, from: 9 } }');
    expect(atOnce(flagRun(desk.completed(6), desk.ports))).toEqual([]);
    const reasons = atOnce(flagRun(desk.completed(9), desk.ports)).map(({ reason }) => reason);
    expect(reasons).toEqual(Array(6).fill('audit'));
  });

  it('take over what people settled on the same prompt and reply, and say so; an audit only from audits', () => {
    const desk = aDesk();
    const first = desk.completed(6, { doubt: (n) => (n === 0 ? 0.5 : 0.99) });
    const [borderline] = atOnce(flagRun(first, desk.ports));
    if (borderline === undefined) throw new Error('nothing was drawn');
    desk.vote(borderline.id, 1, ...THREE);
    const second = desk.completed(6, { doubt: (n) => (n === 0 ? 0.5 : 0.99) });
    const [again] = atOnce(flagRun(second, desk.ports));
    expect(again).toMatchObject({ state: 'settled', label: 1, reusedFrom: borderline.id });
    expect(desk.reviews.history(again?.id ?? ('' as FlagId)).at(-1)).toMatchObject({
      source: 'voters',
      label: 1,
      reason: `the same reply was settled as ${borderline.id}`,
    });
    const revised = desk.runs.read(second.id)?.tally.reduce((sum, cell) => sum + cell.revised, 0);
    expect(revised).toBe(1);
    const third = desk.completed(6);
    expect(atOnce(auditMore(third, 2, desk.ports)).every(({ state }) => state === 'open')).toBe(true);
    const other = desk.completed(6, { text: (n) => `另一个回答${n}`, doubt: () => 0.5 });
    expect(atOnce(flagRun(other, desk.ports)).every(({ state }) => state === 'open')).toBe(true);
  });
});

describe('ballots', () => {
  const post = (desk: ReturnType<typeof aDesk>) => postNextBallots(desk.ports, () => CHANNEL);

  it('are at most so many in a channel, audits first; the next follows when one closes', () => {
    const desk = aDesk(IN_MEMORY, '{ openAtOnce: 2 }');
    const run = desk.completed(9, { doubt: (n) => (n === 0 ? 0.5 : 0.99) });
    atOnce(flagRun(run, desk.ports));
    atOnce(auditMore(run, 1, desk.ports));
    const [one] = post(desk);
    expect(desk.reviews.openBallots(CHANNEL)).toHaveLength(2);
    expect(post(desk)).toEqual([]);
    expect(one && desk.reviews.find(one)?.flag.reason).toBe('audit');
    desk.vote(one ?? ('' as FlagId), 3, ...THREE);
    expect(post(desk)).toHaveLength(1);
    expect(desk.reviews.openBallots()).toHaveLength(2);
    expect(desk.reviews.openBallots({ platform: 'recording', channel: 'C2' })).toEqual([]);
  });

  it('do not open twice, nor on what people settled meanwhile, nor for a run that was marked invalid', () => {
    const desk = aDesk();
    const run = desk.completed(3);
    const [one, two] = idsOf(atOnce(auditMore(run, 1, desk.ports)));
    if (one === undefined || two === undefined) throw new Error('nothing was drawn');
    desk.vote(two, 3, ...THREE);
    const open = (flag: FlagId) =>
      desk.reviews.openBallot({ flag, address: CHANNEL, openedAt: at(10), closesAt: at(20) }, 10);
    expect([open(one), open(one), open(two)]).toEqual([true, false, false]);
    desk.runs.invalidate(run.id, 'a wrong key', 'ann', at(11));
    expect(post(desk)).toEqual([]);
  });

  it('close when their time is over, once, and take no vote from then on, even before anybody closed them', () => {
    const desk = aDesk(IN_MEMORY, '{ closeAfterHours: 1 }');
    const [flag] = idsOf(atOnce(auditMore(desk.completed(3), 1, desk.ports)));
    if (flag === undefined) throw new Error('nothing was drawn');
    post(desk);
    desk.vote(flag, 3, 'bob', 'eve');
    desk.time.second += 3600;
    expect(() => desk.vote(flag, 3, 'zoe')).toThrow(/came too late/);
    expect(idsOf(closeDueBallots(desk.ports))).toContain(flag);
    expect(closeDueBallots(desk.ports)).toEqual([]);
    expect(desk.reviews.find(flag)).toMatchObject({
      flag: { state: 'disputed', label: null },
      acts: { length: 2 },
    });
    const by = { platform: 'recording', id: 'boss' };
    expect(adjudicate({ flag, label: 1, by, reason: 'it helps' }, desk.ports).state).toBe('adjudicated');
    expect(desk.reviews.history(flag).map(({ source, label }) => [source, label])).toEqual([
      ['scorer', 3],
      ['adjudicator', 1],
    ]);
  });

  it('are decided on one after the other: nobody writes between the look and the vote', () => {
    const home = temporaryFolder();
    const [desk, other] = [aDesk(home), aDesk(home)];
    other.database.sqlite.pragma('busy_timeout = 0');
    const [flag] = idsOf(atOnce(auditMore(desk.completed(3), 1, desk.ports)));
    if (flag === undefined) throw new Error('nothing was drawn');
    desk.reviews.change(flag, () => {
      expect(() => other.vote(flag, 3, 'eve')).toThrow(/another program/);
      return { result: undefined };
    });
    expect(other.reviews.find(flag)?.acts).toEqual([]);
  });

  it('count a redelivered vote once, and tell its voter the same again', () => {
    const desk = aDesk();
    const [flag] = idsOf(atOnce(auditMore(desk.completed(3), 1, desk.ports)));
    if (flag === undefined) throw new Error('nothing was drawn');
    desk.vote(flag, 1, 'bob', 'eve');
    const voter = { ...A_VOTER, id: 'zoe', name: 'Zoe' };
    const event = 'the last' as EventId;
    const act = { kind: 'label', label: 1 } as const;
    const last = { flag, act, via: 'button', voter, actedAt: at(11), event } as const;
    expect(castVote(last, desk.ports)).toMatchObject({ closed: true, flag: { state: 'settled', label: 1 } });
    expect(castVote(last, desk.ports)).toMatchObject({ closed: true, flag: { state: 'settled', label: 1 } });
    expect(desk.reviews.find(flag)?.acts).toHaveLength(3);
  });
});

describe('a borderline flag that an audit draws too', () => {
  it('takes no more reactions, but gives back those that it took', () => {
    const desk = aDesk();
    const run = desk.completed(3, { doubt: (n) => (n === 0 ? 0.5 : 0.99) });
    const [borderline] = atOnce(flagRun(run, desk.ports));
    const flag = borderline?.id ?? '';
    const voter = { ...A_VOTER, id: 'bob', name: 'Bob' };
    let events = 0;
    const react = (kind: 'label' | 'withdrawn', label: Label) => {
      events += 1;
      const event = `reaction ${events}` as EventId;
      return castVote(
        { flag, act: { kind, label }, via: 'reaction', voter, actedAt: at(10 + events), event },
        desk.ports,
      );
    };
    react('label', 3);
    atOnce(auditMore(run, 1, desk.ports));
    expect(() => react('label', 1)).toThrow(/blind audit/);
    expect(() => react('withdrawn', 1)).toThrow(/blind audit/);
    expect(desk.reviews.list({})[0]).toMatchObject({ votes: 1, flag: { reason: 'audit' } });
    react('withdrawn', 3);
    expect(desk.reviews.list({})[0]?.votes).toBe(0);
  });
});

describe('what people said of a run', () => {
  it('is in its corrected rate when all of an audit is settled, and at a past moment as it was then', () => {
    const desk = aDesk();
    const run = desk.completed(66);
    const flags = atOnce(auditMore(run, 20, desk.ports));
    const corrected = (asOf?: number) => {
      const reading = desk.runs.read(run.id, asOf === undefined ? undefined : at(asOf));
      return reading && correctedOf(reading);
    };
    const reasons = (asOf?: number) => corrected(asOf)?.dimensions.map(({ reason }) => reason);
    expect(corrected(9)).toBeNull();
    expect(reasons()).toEqual(Array(3).fill('0 of 20 audit labels'));
    for (const [n, { id }] of flags.entries()) {
      desk.time.second = 100 + n;
      desk.vote(id, n % 4 === 0 ? 1 : 3, ...THREE);
    }
    expect(reasons(113)).toEqual(['14 of 20 audit labels', '0 of 20 audit labels', '0 of 20 audit labels']);
    // the scorer said 3 to all 22, so that w is 1 and the rate is what people say: 15 of 20
    expect(corrected()?.dimensions[0]).toMatchObject({ harmlessRate: 0.75, humanLabels: 20, reason: null });
    expect(corrected()?.overall?.harmlessRate).toBeCloseTo(0.75, 12);
    expect(corrected(139)?.overall).toBeNull();
    expect(desk.reviews.counts(run.id).audit).toEqual({ open: 0, settled: 60, disputed: 0, adjudicated: 0 });
    expect(desk.reviews.counts('run-unknown1' as RunId).audit.open).toBe(0);
  });
});
