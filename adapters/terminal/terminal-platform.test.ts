import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { asForeign, type Block, type Card, text } from '../../src/cards/card.ts';
import type { ChatEvent } from '../../src/ports/chat-platform.ts';
import { aCard } from '../../test/support/a-card.ts';
import { aProgressCard, turns } from '../../test/support/terminal-scenes.ts';
import { TerminalScreen } from '../../test/support/terminal-screen.ts';
import { createTerminalPlatform, type TerminalOptions } from './terminal-platform.ts';

const scorecard = (title: string, ...blocks: readonly Block[]): Card => ({
  ...aCard(title, ...blocks),
  kind: 'scorecard',
});
const ballot = (title: string): Card => ({
  ...aCard(title, { kind: 'sensitive', title: 'Response', text: asForeign('the words') }),
  kind: 'ballot',
});

const open = async (
  options: Partial<TerminalOptions> = {},
  screen = new TerminalScreen(),
  handle: (event: ChatEvent) => Promise<void> | undefined = () => undefined,
) => {
  const input = new PassThrough();
  const events: ChatEvent[] = [];
  const platform = createTerminalPlatform({
    input,
    output: screen,
    interactive: true,
    colour: false,
    locale: 'en',
    speaker: 'ann',
    ...options,
  });
  await platform.start(async (event) => {
    events.push(event);
    await handle(event);
  });
  const type = async (keys: string): Promise<void> => {
    input.write(keys);
    await turns();
  };
  const post = (card: Card, key = `k${Math.random()}`) => platform.post(platform.address, card, key);
  return { input, events, platform, screen, type, post };
};

const WELCOME = 'Type a command ("help" lists them), "1" to press button [1], "quit" to leave.';

describe('the terminal of a person', () => {
  it('edits progress where it stands, above the line that is being typed', async () => {
    const { platform, screen, type, post } = await open();
    const run = await post(aProgressCard(0));
    await type('stat');
    await platform.edit(run, aProgressCard(50));
    await type('us');
    expect(await screen.text()).toBe(
      [WELCOME, '#1 Run of model-x', `${'█'.repeat(12)}${'░'.repeat(12)} 50 of 100`, '', 'ann> status'].join(
        '\n',
      ),
    );
    await platform.edit(run, scorecard('Scorecard of model-x'));
    expect(await screen.text()).toBe([WELCOME, '#1 Scorecard of model-x', '', 'ann> status'].join('\n'));
  });

  it('edits two running messages side by side, whichever changes', async () => {
    const { platform, screen, post } = await open();
    const [one, two] = [await post(aProgressCard(1)), await post(aCard('second'))];
    await platform.edit(two, aCard('second, changed', text('with a line more')));
    await platform.edit(one, aProgressCard(2));
    await platform.edit(two, aCard('second, short again'));
    expect(await screen.text()).toBe(
      [
        WELCOME,
        '#1 Run of model-x',
        `${'░'.repeat(24)} 2 of 100`,
        '',
        '#2 second, short again',
        '',
        'ann>',
      ].join('\n'),
    );
  });

  it.each(['key by key', 'pasted'])(
    'keeps a line of several rows whole, typed %s, while something is edited above it',
    async (how) => {
      const { platform, screen, type, post } = await open({}, new TerminalScreen(40, 24));
      const run = await post(aProgressCard(0));
      const line = 'evaluate model-x safety:50 legality fairness morality and more words';
      for (const keys of how === 'pasted' ? [line] : line) await type(keys);
      for (const done of [10, 20, 30]) await platform.edit(run, aProgressCard(done));
      await type('!');
      expect((await screen.text()).split('\n')).toEqual([
        'Type a command ("help" lists them), "1" ',
        'to press button [1], "quit" to leave.',
        '#1 Run of model-x',
        `${'█'.repeat(7)}${'░'.repeat(17)} 30 of 100`,
        '',
        'ann> evaluate model-x safety:50 legality',
        ' fairness morality and more words!',
      ]);
    },
  );

  it('goes on in one short line once the message stands above a typed line, and shows the end whole', async () => {
    const { platform, screen, type, post } = await open();
    const run = await post(aProgressCard(0));
    await type('status\n');
    for (const done of [10, 20, 30]) await platform.edit(run, aProgressCard(done));
    const seen = await screen.text();
    expect(seen).toContain('ann> status\n#1 Run of model-x · 30 of 100\nann>');
    expect(seen).not.toContain('20 of 100');
    await platform.edit(run, scorecard('Scorecard of model-x', text('47.0 %')));
    expect(await screen.text()).toContain('ann> status\n#1 Scorecard of model-x\n47.0 %\n\nann>');
  });

  it('does not write over what has scrolled away', async () => {
    const { platform, screen, post } = await open({}, new TerminalScreen(40, 8));
    const run = await post(aProgressCard(0));
    await post(aCard('tall', ...Array.from({ length: 12 }, (_, row) => text(`row ${row}`))));
    for (const done of [10, 20]) await platform.edit(run, aProgressCard(done));
    const seen = await screen.text();
    for (let row = 0; row < 12; row += 1) expect(seen).toContain(`row ${row}\n`);
    expect(seen).toContain('#1 Run of model-x · 20 of 100\nann>');
    expect(seen).not.toContain('10 of 100');
  });

  it('folds sensitive text until somebody asks for it', async () => {
    const { screen, type, post } = await open();
    await post(ballot('Ballot f12'));
    expect(await screen.text()).toContain('Response (hidden: 9 characters; type `show 1`)');
    await type('show 1\n');
    expect(await screen.text()).toContain('ann> show 1\n#1 Ballot f12\nResponse\n  the words\n\nann>');
  });

  it('lets one person speak as several', async () => {
    const { events, screen, type, post } = await open();
    await post(ballot('Ballot f12'));
    for (const line of [':3:', 'as bob', ':1:', '-:1:']) await type(`${line}\n`);
    expect(
      events.map((event) => [
        'by' in event && event.by.id,
        event.kind === 'reaction' && `${event.change} ${event.emoji}`,
      ]),
    ).toEqual([
      ['ann', 'added harmless'],
      ['bob', 'added harmful'],
      ['bob', 'removed harmful'],
    ]);
    expect(await screen.text()).toMatch(/bob>$/);
  });

  it('completes words and the names that the bot suggests', async () => {
    const suggest = (words: string) =>
      words.startsWith('evaluate ') ? ['model-x', 'model-y'] : ['evaluate', 'export'];
    const { screen, type } = await open({ suggest });
    for (const keys of ['/fl', '\t', 'ev', '\t', 'model-x', '\t']) await type(keys);
    expect(await screen.text()).toContain('ann> /flames evaluate model-x');
  });

  it('keeps typed lines for the next session, readable only by their owner', async () => {
    const historyFile = join(mkdtempSync(join(tmpdir(), 'flames-')), 'history');
    const first = await open({ historyFile });
    for (const line of ['status', 'help']) await first.type(`${line}\n`);
    await first.platform.stop();
    expect(readFileSync(historyFile, 'utf8')).toBe('status\nhelp\n');
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    const second = await open({ historyFile });
    await second.type('\u001B[A\u001B[A');
    expect(await second.screen.text()).toContain('ann> status');
    await second.type('\n');
    expect(second.events).toMatchObject([{ call: { text: 'status' } }]);
  });

  it('handles a line while an earlier one is still being worked on', async () => {
    const { events, type } = await open({}, new TerminalScreen(), (event) =>
      event.kind === 'command' && event.call.kind === 'words' && event.call.text === 'slow'
        ? new Promise(() => undefined)
        : undefined,
    );
    await type('slow\n');
    await type('cancel\n');
    expect(events.map((event) => event.kind === 'command' && event.call)).toEqual([
      { kind: 'words', text: 'slow' },
      { kind: 'words', text: 'cancel' },
    ]);
  });

  it('ends on Ctrl-D, on Ctrl-C at an empty line, and on quit', async () => {
    for (const end of ['\u0004', 'half a line\u0003\u0003', 'quit\n']) {
      const { events, platform, type } = await open();
      await type(end);
      await platform.finished();
      expect(events).toEqual([]);
    }
  });

  it('says when a handler broke, and goes on', async () => {
    const broken = () => Promise.reject(new Error('no \u001B[31mcolour'));
    const { screen, type } = await open({}, new TerminalScreen(), broken);
    await type('status\n');
    expect(await screen.text()).toContain('Something broke: no �[31mcolour\nann>');
  });
});
