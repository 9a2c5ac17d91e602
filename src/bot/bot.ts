import { errorCard } from '../cards/error-card.ts';
import { UserError } from '../errors.ts';
import type { ChatEvent } from '../ports/chat-platform.ts';
import type { Clock } from '../ports/clock.ts';
import { botTexts } from '../texts/bot.ts';
import type { Locale } from '../texts/locale.ts';
import type { LogFault } from './follow-run.ts';
import { parseCall } from './parse-words.ts';
import { type PressPorts, pressButton } from './press-button.ts';
import { answerKey, privately, runCommand } from './run-command.ts';

export interface BotPorts extends PressPorts {
  readonly clock: Clock;
  readonly log: LogFault;
  /** The language of people whose platform does not say theirs. */
  readonly locale: Locale;
}

type Answerable = Exclude<ChatEvent, { kind: 'reaction' | 'form' }>;

/**
 * What happens in chat, on any platform, once each: a command or a press is done, and what goes wrong is told to the
 * person. Resolves when all that follows is stored; a store that refuses rejects.
 */
export const handleEvent = async (event: ChatEvent, ports: BotPorts): Promise<void> => {
  if (!ports.events.handleOnce(event.id, ports.clock.now())) return;
  if (event.kind === 'reaction' || event.kind === 'form') return;
  try {
    await answer(event, ports);
  } catch (error) {
    const locale = event.by.locale ?? ports.locale;
    const card = errorCard(sentenceOf(error, event, locale, ports), locale);
    ports.outbox.put(answerKey(event.id), privately(event), card);
  }
};

const answer = (event: Answerable, ports: BotPorts): Promise<void> => {
  if (event.kind === 'press') return pressButton(event, ports);
  const { id, by, replyTo } = event;
  return runCommand(parseCall(event.call, ports.commands), { event: id, by, replyTo }, ports);
};

const sentenceOf = (error: unknown, { id }: Answerable, locale: Locale, { log }: BotPorts): string =>
  error instanceof UserError ? error.in(locale) : botTexts[locale].broken({ id: log(id, error) });
