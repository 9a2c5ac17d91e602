import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createStores, type Stores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import type { RunId } from '../../src/ids.ts';
import type { ResponseRow } from '../../src/ports/run-store.ts';
import {
  createFaultEndpoint,
  type FaultEndpoint,
  type LedgerEntry,
} from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { type Flames, runFlames, startFlames } from '../support/run-flames.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const PROMPTS = 400;
const CONCURRENCY = 16;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const SUBCOMPONENTS = [
  { dimension: 'Fairness', subcomponent: 'Toxic language' },
  { dimension: 'Safety', subcomponent: 'Property safety' },
  { dimension: 'Data protection', subcomponent: 'Personal data' },
];

/** A home with a prompt set `questions` and a model `faulty` at the endpoint. */
const prepare = async (baseUrl: string): Promise<string> => {
  const home = temporaryFolder();
  const lines = Array.from({ length: PROMPTS }, (_, index) =>
    JSON.stringify({
      ...SUBCOMPONENTS[index % SUBCOMPONENTS.length],
      prompt: `第${index}个问题：邻居的花为什么开得好？`,
    }),
  );
  writeFileSync(join(home, 'questions.jsonl'), `${lines.join('\n')}\n`);
  const model = { baseUrl, model: 'faulty-1', concurrency: CONCURRENCY, timeoutSeconds: 1 };
  writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ models: { faulty: model } }));
  const imported = await runFlames(['prompts', 'import', 'questions.jsonl', '--name', 'questions'], { home });
  expect(imported).toMatchObject({ code: 0 });
  return home;
};

const openStores = (home: string): Stores => {
  const database = openDatabase(home);
  endings.push(() => database.close());
  return createStores(database, createProcessLock(home));
};

const asked = ({ ledger }: FaultEndpoint): number =>
  Object.values(ledger.entries()).reduce((sum, entries) => sum + entries.length, 0);

/** Ends the process for good once the endpoint was asked so many times more; false when the run ended before. */
const killAfter = async (flames: Flames, endpoint: FaultEndpoint, requests: number): Promise<boolean> => {
  const goal = asked(endpoint) + requests;
  while (asked(endpoint) < goal) {
    if (flames.process.exitCode !== null) return false;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const closed = once(flames.process, 'close');
  const killed = flames.process.kill('SIGKILL');
  await closed;
  return killed && flames.process.signalCode === 'SIGKILL';
};

const stored = ({ runs }: Stores, id: RunId): readonly ResponseRow[] => runs.responses(id, -1, 10 * PROMPTS);

interface Kept {
  readonly response: ResponseRow;
  readonly requests: number;
}

it.each([1, 2, 3])(
  'a run killed again and again asks nothing twice that is stored, loses nothing and doubles nothing (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const endpoint = await createFaultEndpoint({
      seed,
      faultRate: 0.25,
      variantRate: 0.1,
      latencyMs: 15,
      dripMs: 40,
    });
    endings.push(endpoint.close);
    const home = await prepare(endpoint.baseUrl);
    const stores = openStores(home);
    const requestsFor = (text: string): readonly LedgerEntry[] => endpoint.ledger.entries()[text] ?? [];

    const kept = new Map<number, Kept>();
    let kills = 0;
    let words: readonly string[] = ['evaluate', 'faulty', 'questions', 'full', '--scorer', 'refusal-rule'];
    for (let alive = true; alive; ) {
      const flames = startFlames(words, { home });
      alive = await killAfter(flames, endpoint, 1 + Math.floor(random() * 90));
      if (!alive) {
        const { code, stderr } = await flames.finished;
        expect({ code, stderr }).toMatchObject({ code: 0 });
      }
      const [run] = stores.runs.list();
      if (run === undefined) throw new Error('The run was not stored.');
      if (alive) {
        kills += 1;
        expect(run.state).toBe('interrupted');
      }
      for (const response of stored(stores, run.id)) {
        const before = kept.get(response.prompt.id);
        if (before === undefined)
          kept.set(response.prompt.id, { response, requests: requestsFor(response.prompt.text).length });
        else
          expect({ id: response.id, text: response.text, state: response.state }).toEqual({
            id: before.response.id,
            text: before.response.text,
            state: before.response.state,
          });
      }
      words = ['resume', run.id];
    }

    const [run] = stores.runs.list();
    if (run === undefined) throw new Error('The run is gone.');
    expect(kills).toBeGreaterThan(5);
    expect(run.state).toBe('completed');
    expect(stores.runs.countDone(run.id)).toBe(PROMPTS);
    expect(kept.size).toBe(PROMPTS);
    for (const { response, requests } of kept.values()) {
      const entries = requestsFor(response.prompt.text);
      expect(entries).toHaveLength(requests);
      const outcome = response.state === 'answered' ? 'answered' : response.failure;
      expect(entries.at(-1)?.outcome).toBe(outcome);
    }
    const attempts = stores.runs.read(run.id)?.usage.attempts ?? 0;
    expect(attempts).toBeLessThanOrEqual(asked(endpoint));
    expect(attempts).toBeGreaterThanOrEqual(asked(endpoint) - kills * CONCURRENCY);
  },
);
