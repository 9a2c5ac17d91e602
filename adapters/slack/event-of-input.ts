import type { webApi } from '@slack/bolt';
import type { Window } from '../../src/cards/window.ts';
import { PlatformError, UserError } from '../../src/errors.ts';
import type { ChatEvent } from '../../src/ports/chat-platform.ts';
import { platformError } from './errors.ts';
import { type Answerable, type Input, isAnswerable } from './input.ts';
import { TRIGGER_MS } from './limits.ts';
import { placeMemo } from './parse-event.ts';
import type { People } from './people.ts';
import { SLACK } from './render-line.ts';
import { renderHome, renderWindow } from './render-window.ts';
import type { Replies } from './replies.ts';
import { called } from './web-client.ts';

interface Reading {
  readonly client: webApi.WebClient;
  readonly people: People;
  readonly replies: Replies;
}

/** An input as the core hears of it: with who it was, and with what can be shown as long as it is fresh. */
export const eventOfInput = async (input: Input, reading: Reading): Promise<ChatEvent> => {
  if (input.kind === 'joined') {
    const { id, at, channel } = input;
    return { kind: 'opened', id, at, platform: SLACK, channel };
  }
  const { client, people } = reading;
  const came = performance.now();
  const by = await people.userRef(input.person.id, input.person.name);
  if (isAnswerable(input)) return answerableEvent(input, by, came, reading);
  const { id, at } = input;
  if (input.kind === 'reaction') {
    const { change, emoji, message } = input;
    return { kind: 'reaction', id, at, by, change, emoji, message };
  }
  return {
    ...{ kind: 'home', id, at, by },
    show: async (card) => {
      await called(client.views.publish({ user_id: by.id, view: renderHome(card) }));
    },
  };
};

type Acted = Omit<Extract<ChatEvent, { kind: 'command' }>, 'kind' | 'call'>;

const answerableEvent = (
  input: Answerable,
  by: Acted['by'],
  came: number,
  { client, replies }: Reading,
): ChatEvent => {
  remember(input, replies);
  const { id, at, replyTo, leftOver } = input;
  const acted: Acted = {
    ...{ id, at, by, replyTo },
    ...(leftOver === undefined ? {} : { leftOver }),
    ...windowOf(input, came, client),
  };
  switch (input.kind) {
    case 'command':
      return { kind: 'command', call: { kind: 'words', text: input.text }, ...acted };
    case 'press':
      return { kind: 'press', action: input.action, message: input.message, ...acted };
    case 'form':
      return { kind: 'form', form: input.form, values: input.values, ...acted };
  }
};

const remember = (input: Answerable, replies: Replies): void => {
  const { replyTo, person, responseUrl } = input;
  const message = input.kind === 'press' ? input.message.message.replace(/^ephemeral:/u, '') : undefined;
  replies.remember({
    channel: replyTo.channel,
    person: person.id,
    ...(message === undefined ? {} : { message }),
    ...(replyTo.kind === 'thread' ? { thread: replyTo.thread } : {}),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  });
};

const windowOf = (
  { kind, trigger, inWindow, replyTo }: Answerable,
  came: number,
  client: webApi.WebClient,
): Pick<Acted, 'openWindow'> => {
  if (trigger === undefined || kind === 'form') return {};
  return {
    openWindow: async (window: Window) => {
      const how = { trigger_id: trigger, view: renderWindow(window, placeMemo(replyTo)) };
      try {
        if (performance.now() - came > TRIGGER_MS)
          throw new PlatformError('unreachable', 'too late', { cause: undefined });
        await called(inWindow ? client.views.push(how) : client.views.open(how));
      } catch (error) {
        throw new UserError('window-refused', undefined, { cause: platformError(error) });
      }
    },
  };
};
