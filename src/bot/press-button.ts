import { receiptCard } from '../cards/receipt-card.ts';
import { scorecardDetailsCard } from '../cards/scorecard-details-card.ts';
import type { Command } from '../commands/command.ts';
import { scorecardOf } from '../commands/scorecard.ts';
import { UserError } from '../errors.ts';
import type { EventId, RunId } from '../ids.ts';
import type { ChatEvent } from '../ports/chat-platform.ts';
import type { EventStore } from '../ports/event-store.ts';
import { botTexts } from '../texts/bot.ts';
import { BUTTONS, parseConfirmation } from './buttons.ts';
import { answerKey, type CommandPorts, runCommand } from './run-command.ts';

export interface PressPorts extends CommandPorts {
  readonly commands: readonly Command[];
  readonly events: EventStore;
}

type Press = Extract<ChatEvent, { kind: 'press' }>;

/** Does what a button stands for. Throws a `UserError` when it may not or cannot be done. */
export const pressButton = async (press: Press, ports: PressPorts): Promise<void> => {
  switch (press.action.name) {
    case BUTTONS.cancel:
      return runCommand(
        { command: commandNamed('cancel', ports), input: { run: press.action.argument } },
        askedBy(press),
        ports,
      );
    case BUTTONS.details:
      return showDetails(press, ports);
    case BUTTONS.confirm:
      return confirm(press, ports);
    default:
      throw new UserError('old-button', undefined);
  }
};

const askedBy = ({ id, by, replyTo }: Press) => ({ event: id, by, replyTo });

const commandNamed = (name: string, { commands }: PressPorts): Command => {
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw new UserError('old-button', undefined);
  return command;
};

const showDetails = (press: Press, ports: PressPorts): void => {
  const context = ports.contextFor(askedBy(press));
  const { json } = scorecardOf(press.action.argument as RunId, context);
  ports.outbox.put(answerKey(press.id), press.replyTo, scorecardDetailsCard(json, context.locale));
};

/** The yes of the person who asked, once; the question then says who gave it. */
const confirm = async (press: Press, ports: PressPorts): Promise<void> => {
  const asked = parseConfirmation(press.action.argument);
  if (asked === undefined) throw new UserError('old-button', undefined);
  const { key, by, command, input } = asked;
  if (by.platform !== press.by.platform || by.id !== press.by.id) {
    throw new UserError('not-yours-to-confirm', { name: by.name });
  }
  const { clock, locale } = ports.contextFor(askedBy(press));
  if (!ports.events.handleOnce(`confirm:${key}` as EventId, clock.now())) return;
  const line = [botTexts[locale].confirmed, { kind: 'person', ...by } as const];
  ports.outbox.put(key, press.replyTo, receiptCard(line, locale));
  const call = { command: commandNamed(command, ports), input: { ...input, yes: true as const } };
  await runCommand(call, askedBy(press), ports);
};
