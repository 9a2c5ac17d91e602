import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { type FlagId, newEventId } from '../../src/ids.ts';
import { type ABot, CHANNEL, person, startABot } from '../support/a-bot.ts';
import { aReviewed, dataOf } from '../support/a-report.ts';
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

describe('rights in chat', () => {
  const guarded = COMMANDS.filter(
    ({ surfaces, permission }) => surfaces.includes('chat') && permission !== 'anyone',
  );

  it('every command that needs a right is refused, privately, to a person without it, and nothing is stored', async () => {
    const bot = await start(temporaryFolder(), {
      config: `permissions: {${['evaluate', 'cancel', 'export', 'adjudicate', 'scorers']
        .map((right) => `${right}: { users: [boss] }`)
        .join(', ')}}`,
    });
    await bot.type(SMOKE, 'boss');
    const [run] = bot.world.stores.runs.list();
    const entries = bot.world.stores.auditLog.list(0, 100).length;
    expect(guarded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['evaluate', 'cancel', 'invalidate']),
    );
    for (const { name, arguments: specs, permission } of guarded) {
      const words = specs
        .filter(({ required }) => required)
        .map(({ kind }) => (kind === 'run' ? run?.id : kind === 'model' ? 'baseline-refuse' : '1'));
      await bot.type([name, ...words].join(' '), 'guest');
      const last = bot.platform.ledger().at(-1);
      expect([name, bot.texts().at(-1)]).toEqual([
        name,
        expect.stringContaining(`permissions.${permission}`),
      ]);
      expect(last?.address).toMatchObject({ kind: 'private', person: 'guest' });
    }
    expect(bot.world.stores.auditLog.list(0, 100)).toHaveLength(entries);
    expect(bot.world.stores.runs.list()).toEqual([run]);
  });

  it('what only some may do stands in the audit log with who did it', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE, 'ann');
    const [run] = bot.world.stores.runs.list();
    await bot.type(`invalidate ${run?.id} because the endpoint was the wrong one`, 'bob');
    expect(bot.world.stores.auditLog.list(0, 100)).toMatchObject([
      { act: 'evaluate', who: { id: 'ann' }, run: run?.id },
      {
        act: 'invalidate',
        who: { id: 'bob' },
        run: run?.id,
        detail: expect.stringContaining('the endpoint was the wrong one'),
      },
    ]);
  });

  it('a run is marked invalid with a reason, once: the first one stays', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE, 'ann');
    const [run] = bot.world.stores.runs.list();
    const invalid = () => bot.world.stores.runs.find(run?.id ?? '')?.invalid;
    for (const nothing of ['because', 'because  ', 'BECAUSE "  "']) {
      await bot.type(`invalidate ${run?.id} ${nothing}`, 'bob');
      expect(bot.texts().at(-1)).toContain(
        `Say why: the reason is kept with the run. Call it like this: invalidate`,
      );
    }
    expect(invalid()).toBeNull();
    await bot.type(`invalidate ${run?.id} because of a test`, 'bob');
    await bot.type(`invalidate ${run?.id} because I changed my mind`, 'cid');
    expect(bot.texts().at(-1)).toContain('was marked invalid before, by bob: "of a test". That stays.');
    expect(invalid()).toMatchObject({ because: 'of a test', by: 'bob' });
    expect(bot.world.stores.auditLog.list(0, 100).map(({ act }) => act)).toEqual(['evaluate', 'invalidate']);
  });
});

describe('events', () => {
  it('does nothing the second time when an event is delivered again', async () => {
    const bot = await start(temporaryFolder());
    const events: Parameters<ABot['happen']>[0][] = [];
    const { say } = bot.platform;
    bot.platform.say = async (event) => {
      events.push(event);
      await say.call(bot.platform, event);
    };
    await bot.type(SMOKE);
    const before = bot.texts();
    const [event] = events;
    if (event === undefined) throw new Error('nothing happened');
    await bot.happen(event);
    expect(bot.texts()).toEqual(before);
    expect(bot.world.stores.runs.list()).toHaveLength(1);
  });
});

describe('what an earlier process left', () => {
  const HOUR_MS = 3_600_000;
  const leftOver = (minutes: number, words: string): Parameters<ABot['happen']>[0] => ({
    kind: 'command',
    id: newEventId(),
    at: new Date(Date.now() - minutes * 60_000),
    call: { kind: 'words', text: words },
    by: person('ann'),
    replyTo: CHANNEL,
    leftOver: true,
  });

  it('is done within an hour, and later only told', async () => {
    const bot = await start(temporaryFolder());
    await bot.happen(leftOver(59, SMOKE));
    expect(bot.world.stores.runs.list()).toHaveLength(1);
    await bot.happen(leftOver(61, SMOKE));
    expect(bot.world.stores.runs.list()).toHaveLength(1);
    expect(bot.texts().at(-1)).toContain(`I was stopped before I could do this (/flames ${SMOKE})`);
    expect(bot.platform.ledger().at(-1)?.address).toMatchObject({ kind: 'private', person: 'ann' });
  });

  it('is not done again where it was answered already', async () => {
    const bot = await start(temporaryFolder(), {
      // as if each process ended before it could write down that it was done
      change: (world) => ({
        ...world,
        stores: { ...world.stores, events: { ...world.stores.events, isHandled: () => false } },
      }),
    });
    await bot.type(SMOKE);
    const [run] = bot.world.stores.runs.list();
    const event = leftOver(1, `review audit ${run?.id} --more 1`);
    const drawn = () => bot.world.stores.reviews.list({}).length;
    const before = drawn();
    for (const time of ['first', 'second']) {
      await bot.happen(event);
      expect([time, drawn()]).toEqual([time, before + 5]);
    }
    expect(bot.world.stores.auditLog.list(0, 10).map(({ act }) => act)).toEqual(['evaluate', 'review audit']);
  });

  it('counts as a vote as long as the ballot is open', async () => {
    const bot = await start(temporaryFolder());
    await bot.type('evaluate baseline-echo smoke');
    const flag = bot.world.stores.reviews.list({})[0]?.flag;
    await bot.happen({
      ...{ kind: 'press', id: newEventId(), by: person('bob'), replyTo: CHANNEL, leftOver: true },
      at: new Date(Date.now() - HOUR_MS - 1000),
      action: { name: 'vote', argument: `${flag?.id} 3` },
      message: bot.messageWith(`${flag?.id} · Borderline`),
    });
    const acts = bot.world.stores.reviews.find(flag?.id as FlagId)?.acts;
    expect(acts).toMatchObject([{ name: 'bob', act: { kind: 'label', label: 3 } }]);
  });
});

describe('a cost above the limit', () => {
  it('is asked about in words of the chat, and the yes is for the one who asked', async () => {
    const bot = await start(temporaryFolder(), {
      config: [
        'limits: { confirmAboveUsd: 0.00001 }',
        'models: { dear: { baseUrl: "http://127.0.0.1:9/v1", model: x, price: { input: 1000, output: 1000 } } }',
      ].join('\n'),
    });
    await bot.type('evaluate dear smoke');
    const question = bot.messageWith('This needs a yes');
    expect(bot.texts().at(-1)).not.toContain('--yes');
    await bot.press(question, 'Go on', 'bob');
    expect(bot.texts().at(-1)).toContain('Only ann');
    expect(bot.world.stores.runs.list()).toEqual([]);
    await bot.press(question, 'Go on', 'ann');
    expect(bot.texts().join('\n')).toContain('Confirmed by ann');
    expect(bot.world.stores.runs.list()).toMatchObject([{ state: 'stopped' }]);
  });
});

describe('the full report', () => {
  it('is one button under the scorecard away, and goes to the person alone', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    await bot.press(bot.messageWith('Scorecard'), 'Full report', 'bob');
    const sent = bot.platform.ledger().find(({ address }) => address.kind === 'direct');
    expect(sent?.address).toMatchObject({ person: 'bob' });
    const block = sent?.shown[0]?.card.blocks.find(({ kind }) => kind === 'file');
    if (block?.kind !== 'file') throw new Error('no file was sent');
    expect(block.file).toMatchObject({ mediaType: 'text/html' });
    const page = readFileSync(bot.world.attachments.pathOf(block.file), 'utf8');
    expect(dataOf(page).responses).toHaveLength(10);
    expect(bot.texts().at(-1)).toContain('direct messages');
    expect(bot.world.stores.auditLog.list(0, 100)).toMatchObject([
      { act: 'evaluate' },
      { act: 'report', who: { id: 'bob' } },
    ]);
  });

  it('is for those who may export, and for whoever asked for the run', async () => {
    const bot = await start(temporaryFolder(), { config: 'permissions: { export: { users: [boss] } }' });
    await bot.type(SMOKE, 'ann');
    await bot.press(bot.messageWith('Scorecard'), 'Full report', 'guest');
    expect(bot.texts().at(-1)).toContain('permissions.export');
    const files = () => bot.platform.ledger().filter(({ address }) => address.kind === 'direct').length;
    expect(files()).toBe(0);
    for (const person of ['boss', 'ann'])
      await bot.press(bot.messageWith('Scorecard'), 'Full report', person);
    expect(files()).toBe(2);
  });
});

describe('a report that is too large for chat', () => {
  it('says how to make it on the command line', async () => {
    const text = '长'.repeat(4_000_000);
    const bot = await start(temporaryFolder(), {
      change: (world) => ({
        ...world,
        stores: {
          ...world.stores,
          exports: { ...world.stores.exports, reviewed: () => [aReviewed(0, { response: text })] },
        },
      }),
    });
    await bot.type(SMOKE);
    const [run] = bot.world.stores.runs.list();
    await bot.type(`report ${run?.id}`, 'bob');
    expect(bot.texts().at(-1)).toContain(`flames scorecard ${run?.id} --html FILE`);
  });
});

describe('a file as an answer', () => {
  const exportCommand = COMMANDS.find(({ name }) => name.startsWith('export'));
  it.runIf(exportCommand !== undefined)('goes to the person alone', async () => {
    const bot = await start(temporaryFolder());
    await bot.type(SMOKE);
    await bot.type('export responses', 'bob');
    const sent = bot.platform.ledger().find(({ address }) => address.kind === 'direct');
    expect(sent?.address).toMatchObject({ person: 'bob' });
    const block = sent?.shown[0]?.card.blocks.find(({ kind }) => kind === 'file');
    if (block?.kind !== 'file') throw new Error('no file was sent');
    const lines = readFileSync(bot.world.attachments.pathOf(block.file), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(10);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ model: 'baseline-refuse' });
  });
});
