import { expect, it } from 'vitest';
import { createStores } from '../../adapters/sqlite/create-stores.ts';
import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { createMemoryLiveness } from '../../adapters/sqlite/process-lock.ts';
import { startChatLedger } from '../support/mortal-bot/chat-ledger.ts';
import { live } from '../support/mortal-bot/live.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** A home with a digest and an evaluation whose slot, the first of January, came while nobody ran. */
const withDueSlots = (): string => {
  const home = temporaryFolder();
  const database = openDatabase(home);
  const { schedules } = createStores(database, createMemoryLiveness());
  const yearly = {
    ...{ words: '0 0 1 1 *', cron: '0 0 1 1 *', timeZone: 'UTC' },
    address: { kind: 'channel', platform: 'recording', channel: 'C1' },
    owner: { platform: 'recording', id: 'U1', name: 'Ann' },
    ...{ fromConfig: false, activeSince: new Date(Date.UTC(2020, 5, 1)) },
  } as const;
  schedules.add({ ...yearly, name: 'digest', kind: 'digest', call: '' });
  schedules.add({ ...yearly, name: 'nightly', kind: 'evaluate', call: 'baseline-refuse smoke' });
  database.close();
  return home;
};

/** What channels and store hold after a life that was killed at a moment (or at none) and one that was not. */
const crashAndReturn = async (killAt?: number) => {
  const home = withDueSlots();
  const ledger = await startChatLedger([]);
  try {
    const first = await live(home, ledger.url, killAt);
    const last = killAt === undefined ? first : await live(home, ledger.url);
    const database = openDatabase(home);
    const { runs, schedules } = createStores(database, createMemoryLiveness());
    const stored = {
      runs: runs.list().map(({ state }) => state),
      open: schedules.list().map(({ id }) => schedules.latest(id, new Date())?.open),
    };
    database.close();
    const kinds = ledger.platform
      .ledger()
      .flatMap(({ shown }) => shown.at(-1)?.card.kind ?? [])
      .filter((kind) => kind !== 'list');
    return {
      moments: first.moments,
      killed: first.killed,
      stderr: last.stderr,
      kinds: kinds.toSorted(),
      ...stored,
    };
  } finally {
    ledger.close();
  }
};

it('a due digest and a due evaluation are each done once, whenever the bot is killed', async () => {
  const done = { stderr: '', kinds: ['digest', 'scorecard'], runs: ['completed'], open: [false, false] };
  const unharmed = await crashAndReturn();
  expect(unharmed).toMatchObject(done);
  let kills = 0;
  for (let moment = 0; moment < unharmed.moments; moment += 4) {
    const pair = [moment, moment + 2];
    const outcomes = await Promise.all(pair.map((at) => crashAndReturn(at)));
    for (const [at, outcome] of outcomes.entries()) {
      expect({ moment: pair[at], ...outcome }).toMatchObject(done);
      kills += outcome.killed ? 1 : 0;
    }
  }
  expect(kills).toBeGreaterThan(10);
});
