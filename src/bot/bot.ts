import { errorCard } from '../cards/error-card.ts';
import { UserError } from '../errors.ts';
import type { EventId } from '../ids.ts';
import type { ChatEvent } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import { botTexts } from '../texts/bot.ts';
import type { Locale } from '../texts/locale.ts';
import { calledBare, callOfForm, formWindow } from './ask-by-form.ts';
import { parseCall } from './parse-words.ts';
import { refuseOutsider } from './permissions.ts';
import { type PressPorts, pressButton } from './press-button.ts';
import { refuseTooLate } from './refuse-too-late.ts';
import { type Asked, answerKey, authorise, privately, runCommand } from './run-command.ts';
import { showHome } from './show-home.ts';
import { readReactionsAgain, type VotePorts, voteByReaction } from './vote-in-chat.ts';

export interface BotPorts extends PressPorts, VotePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The language of people whose platform does not say theirs. */
  readonly locale: Locale;
}

/** What happens in chat, on any platform, is told to it. */
export interface Bot {
  /**
   * Does what an event asks for, once, however often it is delivered; what goes wrong is told to the person. Resolves
   * when all that follows is stored; a store that refuses rejects. An event that a crash cut short is done when it is
   * delivered again, so everything that it leads to is stored under its id.
   */
  handle(event: ChatEvent): Promise<void>;
}

export const createBot = (ports: BotPorts): Bot => {
  const underWay = new Set<EventId>();
  return {
    handle: async (event) => {
      if (underWay.has(event.id) || ports.events.isHandled(event.id)) return;
      underWay.add(event.id);
      try {
        const startedMs = ports.clock.monotonicMs();
        await handleEvent(event, ports);
        ports.events.handleOnce(event.id, ports.clock.now());
        const ms = ports.clock.monotonicMs() - startedMs;
        ports.metrics.handled(event.kind, ms);
        ports.log.info('event handled', { event: event.id, kind: event.kind, ms: Math.round(ms) });
      } finally {
        underWay.delete(event.id);
      }
    },
  };
};

type Reaction = Extract<ChatEvent, { kind: 'reaction' }>;
type Answerable = Extract<ChatEvent, { kind: 'command' | 'press' | 'form' }>;

const handleEvent = async (event: ChatEvent, ports: BotPorts): Promise<void> => {
  switch (event.kind) {
    case 'command':
    case 'press':
    case 'form':
      return answerOrSayWhy(event, ports);
    case 'reaction':
      return countOrSayWhy(event, ports);
    case 'reconnected':
      return readReactionsAgain(event, ports);
    case 'home':
      return event.by.outside === true ? undefined : showHome(event, ports);
    case 'opened':
      return ports.outbox.retry(event);
  }
};

const answerOrSayWhy = async (event: Answerable, ports: BotPorts): Promise<void> => {
  try {
    await answer(event, ports);
  } catch (error) {
    const locale = event.by.locale ?? ports.locale;
    const card = errorCard(sentenceOf(error, event, locale, ports), locale);
    ports.outbox.put(answerKey(event.id), privately(event), card);
  }
};

/** A reaction that does not count is told to the person alone. */
const countOrSayWhy = (event: Reaction, ports: BotPorts): void => {
  try {
    voteByReaction(event, ports);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { by, message, id } = event;
    const to = { kind: 'private', platform: by.platform, channel: message.channel, person: by.id } as const;
    const locale = by.locale ?? ports.locale;
    ports.outbox.put(answerKey(id), to, errorCard(error.in(locale), locale));
  }
};

const answer = async (event: Answerable, ports: BotPorts): Promise<void> => {
  refuseOutsider(event.by);
  // the process ended after it had answered: not everything may be done twice
  if (event.leftOver === true && ports.posts.find(answerKey(event.id)) !== undefined) return;
  refuseTooLate(event, ports);
  if (event.kind === 'press') return pressButton(event, ports);
  const { id, by, replyTo, at } = event;
  const asked: Asked = { event: id, by, replyTo, at };
  if (event.kind === 'form') return runCommand(callOfForm(event, ports.commands), asked, ports);
  const bare = calledBare(event.call, ports.commands);
  if (bare !== undefined && event.openWindow !== undefined) {
    const context = ports.contextFor(asked);
    authorise(bare, {}, asked, context);
    return event.openWindow(formWindow(bare, context));
  }
  return runCommand(parseCall(event.call, ports.commands), asked, ports);
};

const sentenceOf = (error: unknown, { id }: Answerable, locale: Locale, { log }: BotPorts): string =>
  error instanceof UserError
    ? error.in(locale)
    : botTexts[locale].broken({ id: log.fault('event', error, { event: id }) });
