import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeptCounts } from '../../adapters/sqlite/kept-counts.ts';
import { type Database, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createPromptStore } from '../../adapters/sqlite/prompt-store.ts';
import { createReviewStore } from '../../adapters/sqlite/review-store.ts';
import { createRunStore } from '../../adapters/sqlite/run-store.ts';
import { parseConfig } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import type { EventId, FlagId, RunId } from '../../src/ids.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import { adjudicate } from '../../src/review/adjudicate.ts';
import { castVote } from '../../src/review/cast-vote.ts';
import { closeDueBallots } from '../../src/review/close-ballots.ts';
import type { FlagReason } from '../../src/review/flag.ts';
import type { ReviewPorts } from '../../src/review/review-ports.ts';
import type { Vote, VoteAct } from '../../src/review/vote.ts';
import { type Plug, PulledPlug, withPlug } from '../support/pull-plug.ts';
import { aLabel, aNewRun, anAnswer, at } from '../support/store-data.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const VOTERS = ['ann', 'bob', 'eve', 'kim', 'zoe', 'lee', 'ida'];
const RULES = parseConfig(
  `review: { quorum: 3, maxVotes: 5, agreement: 0.67, voters: { users: [${VOTERS}] } }`,
  'test',
).review;
const CLOSES = 1000;
const AFTER_ALL = 1_000_000;
const SCORER_SAID = 3;
const UNPLUGGED = Number.POSITIVE_INFINITY;

/** What people say on a ballot, as they would write it down. */
const WORDS = ['3', '2', '1', 'skip', 'unsure', 'take back', 'remove 3', 'remove 2', 'remove 1'] as const;
type Word = (typeof WORDS)[number];
type Via = Vote['via'];

interface Said {
  readonly person: string;
  readonly second: number;
  readonly via: Via;
  readonly word: Word;
}

/** A ballot as a clerk keeps it: a list of what was said, in the order in which it arrived. */
interface Clerk {
  readonly reason: FlagReason;
  readonly binary: boolean;
  said: readonly Said[];
  readonly events: Set<number>;
  outcome: 'open' | '3' | '2' | '1' | 'disputed' | 'adjudicated';
  /** What people's labels say, oldest first. */
  decided: readonly Word[];
}

interface Model {
  second: number;
  readonly ballots: readonly [audit: Clerk, borderline: Clerk];
}

/** Read from the back: the last act is the vote, unless it takes back the one before it. */
const wordOf = (acts: readonly Said[]): Said | undefined => {
  const last = acts.at(-1);
  if (last === undefined || last.word === 'take back') return undefined;
  if (!last.word.startsWith('remove ')) return last;
  const before = wordOf(acts.slice(0, -1));
  const wasThis = before?.via === 'reaction' && `remove ${before.word}` === last.word;
  return wasThis ? undefined : before;
};

const votesOf = ({ said }: Clerk): readonly Word[] =>
  VOTERS.flatMap((person) => {
    const own = said.filter((each) => each.person === person);
    const vote = wordOf([...own].sort((a, b) => a.second - b.second));
    return vote === undefined ? [] : [vote.word];
  });

const recount = (clerk: Clerk): void => {
  const labels = votesOf(clerk).filter((word) => word === '3' || word === '2' || word === '1');
  const [winner] = labels.filter(
    (label) => 3 * labels.filter((each) => each === label).length >= 2 * labels.length,
  );
  if (labels.length >= 3 && winner !== undefined) {
    clerk.outcome = winner;
    clerk.decided = [...clerk.decided, winner];
  } else if (labels.length >= 5) clerk.outcome = 'disputed';
};

const accepts = (clerk: Clerk, { person, second, via, word }: Said, from: string): boolean =>
  clerk.outcome === 'open' &&
  second < CLOSES &&
  VOTERS.includes(person) &&
  person !== 'ann' &&
  (from === 'recording' || via === 'shell') &&
  !(via === 'reaction' && clerk.reason === 'audit') &&
  !(word === '2' && clerk.binary);

/** Two processes over one file, and a run with two flags: an audit of a binary dimension, and a borderline one. */
class Real {
  readonly #home: string;
  #processes: { database: Database; ports: ReviewPorts; runs: RunStore; plug: Plug }[] = [];
  #looks = 0;
  run: RunId = '' as RunId;
  flags: readonly FlagId[] = [];
  second = 0;

  constructor(home: string) {
    this.#home = home;
    this.startAgain();
  }

  startAgain(): void {
    this.close();
    this.#processes = [this.#open(), this.#open()];
  }

  #open() {
    const database = openDatabase(this.#home);
    // what the plug takes is a transaction; power failures are not at stake, so nothing waits for the disk
    database.sqlite.pragma('synchronous = OFF');
    const plug = { left: UNPLUGGED };
    const mortal = withPlug(database, plug);
    const counts = createKeptCounts(mortal);
    const clock = {
      now: () => at(this.second),
      monotonicMs: () => 0,
      sleep: async () => undefined,
      after: () => () => undefined,
    };
    const reviews = createReviewStore(mortal, counts);
    const alive = { self: () => 'test', isAlive: () => true, close: () => undefined };
    return {
      database,
      plug,
      ports: { reviews, clock, rules: RULES },
      runs: createRunStore(mortal, alive, counts),
    };
  }

  process(number: number) {
    const found = this.#processes[number];
    if (found === undefined) throw new Error('no such process');
    return found;
  }

  nextProcess() {
    this.#looks = 1 - this.#looks;
    return this.process(this.#looks);
  }

  /** Whether the work was refused, or cut short by the plug after so many writes. */
  try(number: number, writes: number, work: (ports: ReviewPorts) => unknown): 'done' | 'refused' | 'died' {
    const { ports, plug } = this.process(number);
    plug.left = writes;
    try {
      work(ports);
      plug.left = UNPLUGGED;
      return 'done';
    } catch (error) {
      plug.left = UNPLUGGED;
      if (error instanceof UserError) return 'refused';
      if (!(error instanceof PulledPlug)) throw error;
      this.startAgain();
      return 'died';
    }
  }

  close(): void {
    for (const { database } of this.#processes) database.close();
  }
}

let texts = 0;

/** A new run with a reply that nobody has seen, and its two open ballots. */
const prepare = (real: Real): void => {
  const { database, ports, runs } = real.process(0);
  const requestedBy = { platform: 'recording', id: 'ann', name: 'Ann' };
  const run = aNewRun(createPromptStore(database), 3, { requestedBy });
  runs.create(run);
  const answers = run.prompts.map((prompt) => anAnswer(prompt, { text: `回答${texts++}` }));
  const [fair, , legal] = runs.saveResponses(run.id, [], answers);
  if (fair === undefined || legal === undefined) throw new Error('nothing was stored');
  const verdict = aLabel(SCORER_SAID);
  runs.saveVerdicts(
    run.id,
    [fair, legal].map((response) => ({ response, verdict, at: at(2) })),
    [],
  );
  runs.setState(run.id, 'completed', at(3));
  const drawn = { probability: 1, position: 0, scorerLabel: SCORER_SAID } as const;
  const flags = ports.reviews.saveFlags(
    run.id,
    () => [
      { ...drawn, response: legal, dimension: 'Legality', reason: 'audit' },
      { ...drawn, response: fair, dimension: 'Fairness', reason: 'borderline' },
    ],
    at(4),
  );
  const address = { kind: 'channel', platform: 'recording', channel: `C${texts}` } as const;
  for (const { id } of flags) {
    ports.reviews.openBallot({ flag: id, address, openedAt: at(4), closesAt: at(CLOSES) }, 2);
  }
  real.run = run.id;
  real.flags = flags.map(({ id }) => id);
  real.second = 4;
};

/** Ballots that nobody looks at any more would only slow the next ones down. */
const leave = (real: Real): void => {
  real.second = CLOSES;
  closeDueBallots(real.process(0).ports);
};

const compareOne = (clerk: Clerk, flag: FlagId, run: RunId, { reviews }: ReviewPorts): void => {
  const { outcome } = clerk;
  const settled = outcome === '3' || outcome === '2' || outcome === '1';
  const view = reviews.find(flag);
  expect(view?.flag.state).toBe(settled ? 'settled' : outcome);
  expect(String(view?.flag.label ?? '–')).toBe(clerk.decided.at(-1) ?? '–');
  expect(view?.acts.map(({ voter }) => voter)).toEqual(clerk.said.map(({ person }) => `recording:${person}`));
  expect(reviews.list({ run }).find((row) => row.flag.id === flag)?.votes).toBe(votesOf(clerk).length);
  expect(view?.ballot?.closedAt === null).toBe(outcome === 'open');
  const people = reviews.history(flag).filter(({ source }) => source !== 'scorer');
  expect(people.map(({ label }) => String(label))).toEqual(clerk.decided);
  expect(people.filter(({ source }) => source === 'voters').length).toBeLessThanOrEqual(1);
};

/** Each process in turn sees what the clerks wrote down, and the run's counts and its scorer's agreement follow. */
const compare = (model: Model, real: Real): void => {
  const { ports, runs } = real.nextProcess();
  for (const [at, clerk] of model.ballots.entries()) {
    compareOne(clerk, real.flags[at] ?? ('' as FlagId), real.run, ports);
  }
  const revised = model.ballots.filter(({ decided }) => (decided.at(-1) ?? '3') !== '3').length;
  const now = runs.read(real.run);
  expect(now?.tally.reduce((sum, cell) => sum + cell.revised, 0)).toBe(revised);
  const then = runs.read(real.run, at(AFTER_ALL));
  expect([now?.tally, now?.agreement]).toEqual([then?.tally, then?.agreement]);
};

const seen: Record<string, number> = {};
const saw = (what: string): void => {
  seen[what] = (seen[what] ?? 0) + 1;
};

const command = (name: string, run: (model: Model, real: Real) => void): fc.Command<Model, Real> => ({
  check: () => true,
  run: (model, real) => {
    run(model, real);
    compare(model, real);
  },
  toString: () => name,
});

const actOf = (word: Word): VoteAct => {
  switch (word) {
    case '3':
    case '2':
    case '1':
      return { kind: 'label', label: Number(word) as 1 | 2 | 3 };
    case 'skip':
    case 'unsure':
      return { kind: word };
    case 'take back':
      return { kind: 'withdrawn', label: null };
    default:
      return { kind: 'withdrawn', label: Number(word.slice(-1)) as 1 | 2 | 3 };
  }
};

const process = fc.constantFrom(0 as const, 1 as const);
/** Mostly nothing happens; else the process dies after so many writes. */
const writes = fc.oneof(
  { weight: 4, arbitrary: fc.constant(UNPLUGGED) },
  { weight: 1, arbitrary: fc.nat(9) },
);
const ballot = fc.constantFrom(0 as const, 1 as const);

const vote = fc
  .record({
    person: fc.constantFrom(...VOTERS, 'bob', 'eve', 'kim', 'zoe', 'lee', 'a stranger'),
    word: fc.constantFrom(...WORDS, '3', '2', '1'),
    viaReaction: fc.boolean(),
    second: fc.oneof({ weight: 20, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(CLOSES) }),
    event: fc.nat(80),
    from: fc.constantFrom(...Array<string>(12).fill('recording'), 'elsewhere'),
    ...{ ballot, process, writes },
  })
  .map(({ person, word, viaReaction, second, event, from, ballot: number, process: where, writes: left }) => {
    const reacts = word.startsWith('remove ') || (viaReaction && /^[123]$/.test(word));
    const via = reacts ? 'reaction' : 'button';
    const said: Said = { person, second, via, word };
    const name = `${person} from ${from} says ${word} by ${via} on ${number} at ${second}, event ${event}, in ${where}, dies ${left}`;
    return command(name, (model, real) => {
      const flag = real.flags[number] ?? ('' as FlagId);
      const clerk = model.ballots[number];
      const id = `${flag} ${event}` as EventId;
      const voter = { platform: from, id: person, name: person, groups: [] };
      const request = { flag, act: actOf(word), via, voter, actedAt: at(second), event: id } as const;
      const again = clerk.events.has(event);
      const result = real.try(where, left, (ports) => castVote(request, ports));
      saw(again ? `again ${result}` : result);
      if (result === 'died' || again) return;
      expect(result).toBe(accepts(clerk, said, from) ? 'done' : 'refused');
      if (result === 'refused') return;
      clerk.events.add(event);
      clerk.said = [...clerk.said, said];
      recount(clerk);
      saw(clerk.outcome);
    });
  });

const timePasses = fc.record({ seconds: fc.constantFrom(10, 600), process, writes }).map((passed) =>
  command(`${passed.seconds} seconds pass, dies ${passed.writes}`, (model, real) => {
    model.second += passed.seconds;
    real.second = model.second;
    for (const left of [passed.writes, UNPLUGGED]) {
      real.try(passed.process, left, (ports) => closeDueBallots(ports));
    }
    if (model.second < CLOSES) return;
    for (const clerk of model.ballots) if (clerk.outcome === 'open') clerk.outcome = 'disputed';
    saw('closed by time');
  }),
);

const judges = fc
  .record({ label: fc.constantFrom(3 as const, 2 as const, 1 as const), ballot, process, writes })
  .map(({ label, ballot: number, process: where, writes: left }) =>
    command(`an adjudicator says ${label} on ${number}, dies ${left}`, (model, real) => {
      const clerk = model.ballots[number];
      const by = { platform: 'recording', id: 'boss' };
      const flag = real.flags[number] ?? '';
      const result = real.try(where, left, (ports) => adjudicate({ flag, label, by }, ports));
      saw(`adjudication ${result}`);
      if (result === 'died') return;
      expect(result).toBe(clerk.outcome === 'open' || (clerk.binary && label === 2) ? 'refused' : 'done');
      if (result === 'refused') return;
      clerk.outcome = 'adjudicated';
      clerk.decided = [...clerk.decided, String(label) as Word];
    }),
  );

const bothDie = fc.constant(command('both processes start again', (_, real) => real.startAgain()));

const aClerk = (reason: FlagReason, binary: boolean): Clerk => ({
  ...{ reason, binary, said: [], outcome: 'open', decided: [] },
  events: new Set(),
});

it('ballots do what a clerk with a list would do: under votes in any order, redelivery, two processes, time, and death between any two writes', () => {
  const real = new Real(temporaryFolder());
  try {
    fc.assert(
      fc.property(
        fc.commands([...Array<typeof vote>(12).fill(vote), timePasses, judges, bothDie], {
          maxCommands: 40,
          size: 'max',
        }),
        (commands) => {
          prepare(real);
          const ballots = [aClerk('audit', true), aClerk('borderline', false)] as const;
          fc.modelRun(() => ({ model: { second: 4, ballots }, real }), commands);
          leave(real);
        },
      ),
      { numRuns: 160 },
    );
  } finally {
    real.close();
  }
  for (const what of ['3', '1', 'refused', 'died', 'again done', 'closed by time', 'adjudication done']) {
    expect(seen[what], `${what} in ${JSON.stringify(seen)}`).toBeGreaterThan(0);
  }
});
