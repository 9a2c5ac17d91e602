import type { REST } from 'discord.js';
import type { Window } from '../../src/cards/window.ts';
import { PlatformError, UserError } from '../../src/errors.ts';
import type { EventId } from '../../src/ids.ts';
import type { ChatEvent } from '../../src/ports/chat-platform.ts';
import { platformError } from './errors.ts';
import type { Input, Typing } from './input.ts';
import { DISCORD } from './message-ref.ts';
import type { People } from './people.ts';
import { renderWhole } from './render-window.ts';
import type { Replies } from './replies.ts';
import { answer } from './send.ts';

interface Reading {
  readonly rest: REST;
  readonly people: People;
  readonly replies: Replies;
  readonly now: () => Date;
}

/** An input as the core hears of it: with who it was, and with what can be shown as long as it is fresh. */
export const eventOfInput = async (input: Exclude<Input, Typing>, reading: Reading): Promise<ChatEvent> => {
  if (input.kind === 'opened') {
    const { id, channel } = input;
    return { kind: 'opened', id, at: reading.now(), platform: DISCORD, channel };
  }
  const { id, person, guild } = input;
  const by = await reading.people.userRef(person, guild);
  if (input.kind === 'reaction') {
    const { change, emoji, message } = input;
    return { kind: 'reaction', id, at: reading.now(), by, change, emoji, message };
  }
  const { at, replyTo, leftOver } = input;
  const acted = { id, at, by, replyTo, ...(leftOver === undefined ? {} : { leftOver }) };
  if (input.kind === 'press') {
    const { action, message } = input;
    return { kind: 'press', action, message, ...acted, openWindow: (window) => show(id, window, reading) };
  }
  // no window for a command: its typed options ask for what it needs
  const { name, options } = input;
  return { kind: 'command', call: { kind: 'options', name, options }, ...acted };
};

/** A window is what one person is shown: Discord's own windows hold no long text. */
const show = async (event: EventId, { card, form }: Window, { rest, replies }: Reading): Promise<void> => {
  try {
    const reply = replies.ofEvent(event);
    if (reply === undefined || form !== undefined) throw tooLate();
    for (const message of renderWhole(card)) {
      const sent = await answer(reply, message, [], { rest, replies });
      if (sent === undefined) throw tooLate();
    }
  } catch (error) {
    throw new UserError('window-refused', undefined, { cause: platformError(error) });
  }
};

const tooLate = (): PlatformError => new PlatformError('unreachable', 'too late', { cause: undefined });
