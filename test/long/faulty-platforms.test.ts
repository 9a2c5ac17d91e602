import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createProcessLock } from '../../adapters/sqlite/process-lock.ts';
import { discordWorkspace, slackWorkspace, type Workspace } from '../support/a-workspace.ts';
import { createFaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { type FaultyWire, startFaultyWire } from '../support/faulty-wire.ts';
import { type Life, until } from '../support/mortal-bot/life.ts';
import { Story } from '../support/mortal-bot/story.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const RATE = 0.3;
const RUNS = 2;
const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** The same workspace, over a wire that goes wrong. */
const overAWire = async (workspace: Workspace): Promise<{ workspace: Workspace; wire: FaultyWire }> => {
  const address = Object.values(workspace.env).find((value) => value.startsWith('http')) ?? '';
  const wire = await startFaultyWire({ target: new URL(address).origin, seed: 20_261_125 });
  endings.push(() => wire.close());
  return { workspace: { ...workspace, env: workspace.through(wire.origin) }, wire };
};

/** Nothing kills this bot: where it ends, something is wrong. */
const surely = async (
  what: string,
  life: Life,
  ...rest: [() => boolean | Promise<boolean>, (() => string)?]
) => {
  if (!(await until(what, life, ...rest))) throw new Error(`The bot ended before ${what}: ${life.said()}`);
};

it.each([
  ['Slack', slackWorkspace],
  ['Discord', discordWorkspace],
] as const)(
  'a bot on %s whose calls fail, whose answers are lost and whose sockets die open loses nothing and doubles nothing',
  async (name, open) => {
    const endpoint = await createFaultEndpoint({ faultRate: 0, variantRate: 0, latencyMs: 50 });
    endings.push(() => endpoint.close());
    const counterpart = await open();
    endings.push(() => counterpart.close());
    const { workspace, wire } = await overAWire(counterpart);
    const home = temporaryFolder();
    const review = {
      channels: workspace.review,
      audit: { from: 10, least: 1 },
      ...{ borderline: 0, quorum: 2, openAtOnce: 100 },
    };
    const models = { slow: { baseUrl: endpoint.baseUrl, model: 'm', concurrency: 2 } };
    writeFileSync(join(home, 'flames.config.yaml'), JSON.stringify({ models, review }));
    const database = openDatabase(home);
    endings.push(() => database.close());
    const story = new Story(home, workspace, createStores(database, createProcessLock(home)));
    const life = await story.live();
    endings.push(() => life.process.kill('SIGKILL'));
    await surely('it is ready', life, life.ready);
    wire.rate = RATE;
    for (; story.runsWanted <= RUNS; story.runsWanted += 1) {
      await surely('there is another run', life, async () => {
        await story.act(life);
        return story.runs.length === story.runsWanted;
      });
      const sockets = wire.sockets();
      wire.freeze();
      await surely('the dead socket is noticed', life, () => wire.sockets() > sockets);
      const isDone = async (): Promise<boolean> => {
        if (!story.isSettled) await story.act(life);
        return story.isSettled && life.drained();
      };
      await surely('all is done', life, isDone, () => `${story.left} ${JSON.stringify(wire.counts)}`);
    }
    await story.check(endpoint);
    const { passed, ...faults } = wire.counts;
    process.stderr.write(`${name}: ${JSON.stringify(wire.counts)}\n`);
    for (const [fault, count] of Object.entries(faults))
      expect({ fault, happened: count > 0 }).toEqual({ fault, happened: true });
    expect(Object.values(faults).reduce((sum, count) => sum + count, 0) / passed).toBeGreaterThan(RATE / 2);
    life.process.kill('SIGTERM');
    await life.over;
    expect(life.process.exitCode).toBe(0);
    expect(life.said()).toMatch(
      /"post":"[^"]+","code":"unreachable","error":"[^"]*","ms":\d+,"msg":"message waits"/,
    );
    for (const [name, value] of Object.entries(workspace.env))
      if (/TOKEN/u.test(name))
        expect({ name, told: life.said().includes(value) }).toEqual({ name, told: false });
  },
);
