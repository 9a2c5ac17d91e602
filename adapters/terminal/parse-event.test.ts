import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import type { EventId } from '../../src/ids.ts';
import { terminalTexts } from '../../src/texts/terminal.ts';
import { aCard } from '../../test/support/a-card.ts';
import { sessionAddress } from './message-ref.ts';
import { Messages } from './messages.ts';
import { parseEvent } from './parse-event.ts';

const texts = terminalTexts.en;
const buttons = (...labels: readonly string[]): Card =>
  aCard('Buttons', {
    kind: 'buttons',
    buttons: labels.map((label) => ({ label, action: { name: label, argument: '' } })),
  });
const ballot = (title: string): Card => ({ ...aCard(title), kind: 'ballot' });

const read = (line: string) => {
  const messages = new Messages('tty-1');
  for (const [at, card] of [
    buttons('old'),
    ballot('Ballot f12'),
    ballot('Ballot f1'),
    buttons('run', 'stop'),
  ].entries())
    messages.add(card, `k${at}`);
  const by = { platform: 'terminal', id: 'ann', name: 'ann', groups: [] };
  const input = parseEvent(line, {
    messages,
    by,
    id: 'e1' as EventId,
    at: new Date(0),
    replyTo: sessionAddress('tty-1'),
    locale: 'en',
  });
  if (input.kind !== 'event')
    return 'sentence' in input
      ? input.sentence
      : 'message' in input
        ? `show ${input.message.number}`
        : 'name' in input
          ? `as ${input.name}`
          : input.kind;
  const { event } = input;
  if (event.kind === 'command') return event.call.kind === 'words' ? { words: event.call.text } : event;
  if (event.kind === 'press') return `${event.action.name} of ${event.message.message}`;
  return event.kind === 'reaction' ? `${event.change} ${event.emoji} ${event.message.message}` : event;
};

describe('a typed line', () => {
  it.each([
    ['/flames evaluate model-x quick', 'evaluate model-x quick'],
    ['  flames   status ', 'status'],
    ['/FLAMES status', 'status'],
    ['evaluate model-x 安全:50', 'evaluate model-x 安全:50'],
    ['/status', 'status'],
    ['/flames', ''],
    ['/flames show 3', 'show 3'],
    ['flamesx', 'flamesx'],
    ['run-12', 'run-12'],
  ])('%s is a command', (line, words) => expect(read(line)).toEqual({ words }));

  it.each([
    ['1', 'run of tty-1-4'],
    ['press 2', 'stop of tty-1-4'],
    ['1.1', 'old of tty-1-1'],
    ['press #4.2', 'stop of tty-1-4'],
    ['3', texts.noButton({ message: 4, buttons: 2 })],
    ['0', texts.noButton({ message: 4, buttons: 2 })],
    ['2.1', texts.noButton({ message: 2, buttons: 0 })],
    ['9.1', texts.noMessage],
    ['press it', texts.usage],
    ['2 1', texts.buttonOf({ message: '2', button: '1' })],
    ['press #4 2', texts.buttonOf({ message: '4', button: '2' })],
    ['4, 2', texts.buttonOf({ message: '4', button: '2' })],
  ])('%s presses: %s', (line, result) => expect(read(line)).toBe(result));

  it.each([
    [':3:', 'added harmless tty-1-3'],
    [':2: f12', 'added middle tty-1-2'],
    ['-:1: f1', 'removed harmful tty-1-3'],
    [':1: #2', 'added harmful tty-1-2'],
    ['🟢 2', 'added harmless tty-1-2'],
    ['2 :2:', 'added middle tty-1-2'],
    ['f1 -:1:', 'removed harmful tty-1-3'],
    [':4:', texts.noEmoji],
    ['👍', texts.noEmoji],
    [':3: f99', texts.noBallot],
  ])('%s reacts: %s', (line, result) => expect(read(line)).toBe(result));

  it.each([
    ['', 'nothing'],
    ['   ', 'nothing'],
    ['quit', 'quit'],
    ['show 2', 'show 2'],
    ['show 7', texts.noMessage],
    ['show', texts.noMessage],
    ['as bob b', 'as bob b'],
    ['as', texts.usage],
  ])('"%s" is between the person and the terminal: %s', (line, result) => expect(read(line)).toBe(result));
});
