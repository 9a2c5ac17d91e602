import { afterEach, describe, expect, it } from 'vitest';
import { cardToText } from '../../src/cards/card-to-text.ts';
import type { Window } from '../../src/cards/window.ts';
import { newEventId } from '../../src/ids.ts';
import { type ABot, CHANNEL, person, startABot } from '../support/a-bot.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
let bot: ABot | undefined;
afterEach(async () => bot?.close());
const start = async (config?: string): Promise<ABot> => {
  bot = await startABot(temporaryFolder(), config === undefined ? {} : { config });
  return bot;
};

const acted = (by: string) => ({ id: newEventId(), at: new Date(), by: person(by), replyTo: CHANNEL });

/** Somebody types words where windows can be shown; gives the window that came, if one did. */
const typed = async ({ happen }: ABot, text: string, by = 'ann'): Promise<Window | undefined> => {
  let shown: Window | undefined;
  const openWindow = async (window: Window): Promise<void> => {
    shown = window;
  };
  await happen({ kind: 'command', call: { kind: 'words', text }, openWindow, ...acted(by) });
  return shown;
};

const submit = ({ happen }: ABot, form: string, values: Readonly<Record<string, string>>, by = 'ann') =>
  happen({ kind: 'form', form, values, ...acted(by) });

describe('a bare evaluate', () => {
  it('asks in a window for model, prompts and scorer, and what was filled in starts the run', async () => {
    const one = await start();
    const window = await typed(one, 'Evaluate');
    expect(window?.form?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['model', true],
      ['subset', false],
      ['scorer', false],
    ]);
    expect(one.texts()).toEqual([]);
    await submit(one, 'evaluate', { model: 'baseline-echo', subset: '冒烟', scorer: 'refusal-rule' });
    const [run] = one.world.stores.runs.list();
    expect(run).toMatchObject({ subset: 'smoke', state: 'completed', requestedBy: { id: 'ann' } });
    expect(run?.terms).toMatchObject({ model: { name: 'baseline-echo' }, scorer: { name: 'refusal-rule' } });
    expect(one.texts()[0]).toContain('Scorecard · baseline-echo');
  });

  it('says in words what is missing where no window can be shown, and when more than the name was given', async () => {
    const one = await start();
    await one.type('evaluate');
    expect(one.texts().at(-1)).toContain('evaluate MODEL');
    expect(await typed(one, 'evaluate --seed 2')).toBeUndefined();
    expect(one.world.stores.runs.list()).toEqual([]);
  });

  it('shows no window to a person who may not evaluate, and takes no form from one', async () => {
    const one = await start('permissions: { evaluate: { users: [boss] } }');
    expect(await typed(one, 'evaluate')).toBeUndefined();
    await submit(one, 'evaluate', { model: 'baseline-echo' });
    expect(one.texts()).toHaveLength(2);
    for (const text of one.texts()) expect(text).toContain('permissions.evaluate');
    expect(one.world.stores.runs.list()).toEqual([]);
  });

  it('tells the person alone what is wrong with a form, and knows none that has no command', async () => {
    const one = await start();
    await submit(one, 'evaluate', { model: 'baseline-echo', subset: 'smok' });
    await submit(one, 'invalidate', { run: 'x' });
    expect(one.texts()[0]).toContain('smoke');
    for (const { address } of one.platform.ledger()) expect(address).toMatchObject({ kind: 'private' });
    expect(one.world.stores.runs.list()).toEqual([]);
  });
});

describe('the home page', () => {
  const home = async ({ happen }: ABot, by: string): Promise<string> => {
    let shown = '';
    await happen({
      kind: 'home',
      id: newEventId(),
      at: new Date(),
      by: person(by),
      show: async (card) => {
        shown = cardToText(card, ({ text }) => text);
      },
    });
    return shown;
  };

  it('shows own runs, the ballots that wait, and what the person may do', async () => {
    const one = await start('permissions: { cancel: { users: [boss] } }');
    expect(await home(one, 'ann')).toContain('You have not asked for a run yet');
    await one.type('evaluate baseline-echo smoke');
    const [run] = one.world.stores.runs.list();
    const own = await home(one, 'ann');
    expect(own).toContain(run?.id);
    expect(own).toContain('Nothing waits for a vote of yours.');
    const other = await home(one, 'bob');
    expect(other).not.toContain(run?.id);
    expect(other).toMatch(/f\d+ · Borderline/u);
    expect(other).toMatch(/cancel RUN.*not permitted for you/u);
  });
});
