import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../src/cards/card.ts';
import type { ChatEvent, MessageRef } from '../../src/ports/chat-platform.ts';
import { aCard } from '../../test/support/a-card.ts';
import { aProgressCard, turns } from '../../test/support/terminal-scenes.ts';
import { createTerminalPlatform } from './terminal-platform.ts';

const scorecard = (title: string): Card => ({
  ...aCard(title),
  kind: 'scorecard',
});
const button = (label: string): Block => ({
  kind: 'buttons',
  buttons: [{ label, action: { name: label, argument: '' } }],
});

/** All that went into a pipe. */
class Pipe extends Writable {
  written = '';
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.written += chunk.toString('utf8');
    done();
  }
}

const piped = async (
  lines: string,
  onEvent: (event: ChatEvent, post: (card: Card) => Promise<MessageRef>) => Promise<void>,
) => {
  const input = new PassThrough();
  const output = new Pipe();
  const platform = createTerminalPlatform({
    input,
    output,
    interactive: false,
    colour: false,
    locale: 'en',
    speaker: 'ann',
  });
  const post = (card: Card) => platform.post(platform.address, card, `k${Math.random()}`);
  await platform.start((event) => onEvent(event, post));
  input.end(lines);
  return { platform, output, post };
};

describe('the terminal in a pipe', () => {
  it('prints a message once and its end, never the ticks between, without any escape', async () => {
    const { platform, output, post } = await piped('', async () => undefined);
    const run = await post(aProgressCard(0));
    for (const done of [10, 20, 90]) await platform.edit(run, aProgressCard(done));
    await platform.edit(run, scorecard('Scorecard of model-x'));
    await platform.finished();
    expect(output.written).toBe(
      `#1 Run of model-x\n${'░'.repeat(24)} 0 of 100\n\n#1 Scorecard of model-x\n\n`,
    );
  });

  it('handles its lines one after the other, so that a line can press what the one before it brought', async () => {
    const seen: string[] = [];
    const { platform, output } = await piped(
      '/flames evaluate model-x\r\n\n1\nquit\nstatus\n',
      async (event, post) => {
        await turns(5);
        seen.push(
          event.kind === 'command'
            ? JSON.stringify(event.call)
            : event.kind === 'press'
              ? event.action.name
              : event.kind,
        );
        // as the outbox does: not awaited by the handler
        if (event.kind === 'command') queueMicrotask(() => void post(aCard('Sure?', button('confirm'))));
      },
    );
    await platform.finished();
    expect(seen).toEqual(['{"kind":"words","text":"evaluate model-x"}', 'confirm']);
    expect(output.written).toBe('#1 Sure?\n[1] confirm\n\n');
  });

  it('gives a message of an earlier process a number of its own when it goes on', async () => {
    const { platform, output } = await piped('', async () => undefined);
    const old = { platform: 'terminal', channel: 'tty-gone', message: 'tty-gone-7' };
    for (const done of [1, 2]) await platform.edit(old, aProgressCard(done));
    await platform.edit(old, scorecard('Scorecard'));
    expect(output.written).toBe(`#1 Run of model-x\n${'░'.repeat(24)} 1 of 100\n\n#1 Scorecard\n\n`);
  });

  it('is a closed channel once nobody reads', async () => {
    const input = new PassThrough();
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const platform = createTerminalPlatform({
      input,
      output,
      interactive: false,
      colour: false,
      locale: 'en',
      speaker: 'ann',
    });
    await platform.start(async () => undefined);
    await platform.post(platform.address, aCard('lost'), 'k1');
    await platform.finished();
    await expect(platform.post(platform.address, aCard('more'), 'k2')).rejects.toMatchObject({
      code: 'channel-gone',
    });
  });
});
