import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../adapters/memory/manual-clock.ts';
import {
  createRecordingPlatform,
  type Fault,
  type RecordingPlatform,
} from '../../adapters/memory/recording-platform.ts';
import { IN_MEMORY, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createOutboxStore } from '../../adapters/sqlite/outbox-store.ts';
import type { Address } from '../../src/ports/chat-platform.ts';
import type { OutboxStore } from '../../src/ports/outbox-store.ts';
import { aCard, titleOf } from '../support/a-card.ts';
import { Killed, type MortalProcess, startProcess } from '../support/mortal-process.ts';

const NEVER = Number.POSITIVE_INFINITY;
const CHANNELS = ['C1', 'C2'] as const;
const to = (channel: string): Address => ({ kind: 'channel', platform: 'recording', channel });

interface World {
  readonly clock: ManualClock;
  readonly platform: RecordingPlatform;
  readonly store: OutboxStore;
}

const aWorld = (): World => {
  const clock = createManualClock();
  const platform = createRecordingPlatform({
    pace: { channelMs: 100, messageMs: 300 },
    now: clock.monotonicMs,
  });
  return { clock, platform, store: createOutboxStore(openDatabase(IN_MEMORY)) };
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** What a run does with its message, in a process that may die under it. A restarted run says again where it stands. */
const evaluate = async ({ clock }: World, { outbox }: MortalProcess): Promise<void> => {
  try {
    outbox.start();
    for (const card of ['queued', 'half', 'done']) {
      outbox.put('run-1', to('C1'), aCard(card));
      await settle();
      await clock.advance(200);
    }
    outbox.put('thread', to('C1'), aCard('details'));
    await settle();
    await clock.advance(10_000);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
};

const live = async (world: World, killedAt: number): Promise<MortalProcess> => {
  const life = startProcess(world, killedAt);
  await evaluate(world, life);
  life.kill();
  return life;
};

/** By key: after a refusal a later post may overtake an earlier one. */
const messages = ({ platform }: World) =>
  platform
    .ledger()
    .map(({ key, shown }) => [key, titleOf(shown.at(-1)?.card ?? aCard('nothing'))])
    .toSorted();
const COMPLETE = [
  ['run-1', 'done'],
  ['thread', 'details'],
];

const momentsOf = async (prepare: (world: World) => void): Promise<number> => {
  const world = aWorld();
  prepare(world);
  return (await live(world, NEVER)).moments();
};

const WORLDS: Readonly<Record<string, (world: World) => void>> = {
  'a platform that works': () => undefined,
  'a platform that loses the answer to a post': ({ platform }) =>
    platform.failNext('post', { kind: 'answer-lost' }),
  'a platform that limits': ({ platform }) => {
    for (const call of ['post', 'edit', 'find'] as const)
      platform.failNext(call, { kind: 'refused', code: 'rate-limited', retryAfterMs: 700 });
  },
};

describe.each(Object.entries(WORLDS))('an outbox killed at any moment, on %s', (_, prepare) => {
  it('has exactly one message a key after one crash and the restart', async () => {
    const moments = await momentsOf(prepare);
    expect(moments).toBeGreaterThan(20);
    for (let first = 0; first < moments; first += 1) {
      const world = aWorld();
      prepare(world);
      await live(world, first);
      await live(world, NEVER);
      expect([first, ...messages(world)]).toEqual([first, ...COMPLETE]);
    }
  });

  it('has exactly one message a key after two crashes', async () => {
    const moments = await momentsOf(prepare);
    for (let first = 0; first < moments; first += 2) {
      for (let second = 0; second < moments; second += 3) {
        const world = aWorld();
        prepare(world);
        await live(world, first);
        await live(world, second);
        await live(world, NEVER);
        expect([first, second, ...messages(world)]).toEqual([first, second, ...COMPLETE]);
      }
    }
  });
});

interface Real {
  readonly world: World;
  process: MortalProcess;
}
/** The latest card of each key, by its number. */
type Model = Map<string, number>;

const assertLedger = ({ world }: Real, model: Model): void => {
  const ledger = world.platform.ledger();
  expect(new Set(ledger.map(({ key }) => key)).size).toBe(ledger.length);
  for (const { key, shown, ref } of ledger) {
    const numbers = shown.map(({ card }) => Number(titleOf(card)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBeLessThanOrEqual(model.get(key) ?? -1);
    expect(ref.channel).toBe(key.slice(0, 2));
  }
};

const command = (
  name: string,
  run: (model: Model, real: Real) => Promise<void> | void,
): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    await settle();
    assertLedger(real, model);
  },
  toString: () => name,
});

const key = fc.constantFrom(...CHANNELS.flatMap((channel) => [`${channel}-a`, `${channel}-b`]));
const put = key.map((name) =>
  command(`put(${name})`, (model, { process }) => {
    model.set(name, (model.get(name) ?? 0) + 1);
    process.outbox.put(name, to(name.slice(0, 2)), aCard(`${model.get(name)}`));
  }),
);
const pass = fc
  .constantFrom(0, 50, 250, 2000, 70_000)
  .map((ms) => command(`pass(${ms})`, (_, { world }) => world.clock.advance(ms)));
/** Kills the process at once, or in the middle of what it does next. */
const crash = fc.constantFrom(0, 50, 2000).map((ms) =>
  command(`crash(${ms})`, async (_, real) => {
    real.process.kill();
    await real.world.clock.advance(ms);
    real.process = startProcess(real.world, NEVER);
    real.process.outbox.start();
  }),
);
const fault: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { kind: 'answer-lost' },
  { kind: 'refused', code: 'unreachable' },
  { kind: 'refused', code: 'rate-limited', retryAfterMs: 900 },
  { kind: 'refused', code: 'rate-limited' },
);
const fail = fc
  .tuple(fc.constantFrom('post' as const, 'edit' as const, 'find' as const), fault)
  .map(([call, each]) =>
    command(`fail(${call}, ${JSON.stringify(each)})`, (_, { world }) => world.platform.failNext(call, each)),
  );

describe('an outbox under any sequence of puts, faults, crashes and time', () => {
  it('shows every key once, never an older card after a newer one, and in the end the latest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([put, pass, crash, fail], { maxCommands: 40 }), async (commands) => {
        const world = aWorld();
        const real: Real = { world, process: startProcess(world, NEVER) };
        const model: Model = new Map();
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await world.clock.advance(3_600_000);
        assertLedger(real, model);
        const last = world.platform
          .ledger()
          .map(({ key: name, shown }) => [name, Number(titleOf(shown.at(-1)?.card ?? aCard('-1')))]);
        expect(new Map(last as [string, number][])).toEqual(model);
      }),
      { numRuns: 150 },
    );
  });
});
