import { GUIDANCE, VOTE } from '../cards/ballot-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import { revealedBlock, revealWindow } from '../cards/reveal.ts';
import { scorecardDetailsCard } from '../cards/scorecard-details-card.ts';
import type { Command } from '../commands/command.ts';
import { scorecardOf } from '../commands/read-scorecard.ts';
import { UserError } from '../errors.ts';
import type { EventId, RunId } from '../ids.ts';
import type { ChatEvent } from '../ports/chat-platform.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import { botTexts } from '../texts/bot.ts';
import { BUTTONS, confirmationOf } from './buttons.ts';
import { answerKey, type CommandPorts, privately, runCommand } from './run-command.ts';
import { runKey } from './run-message.ts';
import { showGuidance, type VotePorts, voteByButton } from './vote-in-chat.ts';

export interface PressPorts extends CommandPorts {
  readonly commands: readonly Command[];
  readonly events: EventStore;
  readonly posts: Pick<OutboxStore, 'find' | 'withMessage'>;
}

type Press = Extract<ChatEvent, { kind: 'press' }>;

/** Does what a button stands for. Throws a `UserError` when it may not or cannot be done. */
export const pressButton = async (press: Press, ports: PressPorts & VotePorts): Promise<void> => {
  if (revealedBlock(press.action) !== undefined) return reveal(press, ports);
  switch (press.action.name) {
    case BUTTONS.cancel:
      return runOnRun('cancel', press, ports);
    case BUTTONS.details:
      return showDetails(press, ports);
    case VOTE:
      return voteByButton(press, ports);
    case GUIDANCE:
      return showGuidance(press, ports);
    case BUTTONS.review:
      return runOnRun('review list', press, ports);
    case BUTTONS.report:
      return runOnRun('report', press, ports);
    case BUTTONS.compare: {
      const [a, b] = press.action.argument.split(' ');
      return runCommand({ command: commandNamed('compare', ports), input: { a, b } }, askedBy(press), ports);
    }
    case BUTTONS.confirm:
      return confirm(press, ports);
    default:
      throw new UserError('old-button', undefined);
  }
};

/** Does as if the person had typed the command for the run that the button names. */
const runOnRun = (name: string, press: Press, ports: PressPorts): Promise<void> =>
  runCommand(
    { command: commandNamed(name, ports), input: { run: press.action.argument } },
    askedBy(press),
    ports,
  );

/** What a button answers is for the person who pressed it. */
const askedBy = (press: Press) => ({
  event: press.id,
  by: press.by,
  replyTo: privately(press),
  at: press.at,
});

const commandNamed = (name: string, { commands }: PressPorts): Command => {
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw new UserError('old-button', undefined);
  return command;
};

/** The details stand once, in the thread of the run's message. */
const showDetails = (press: Press, ports: PressPorts): void => {
  const { runs, config } = ports.contextFor(askedBy(press));
  const id = press.action.argument as RunId;
  const { json } = scorecardOf(id, { runs, config, locale: config.locale });
  const { platform, channel } = press.message;
  const to = { kind: 'under', platform, channel, post: runKey({ id }) } as const;
  ports.outbox.put(`details:${id}`, to, scorecardDetailsCard(json, config.locale));
};

/** The yes of the person who asked; the question then says who gave it. */
const confirm = async (press: Press, ports: PressPorts): Promise<void> => {
  const question = ports.posts.withMessage(press.message);
  const asked = question === undefined ? undefined : confirmationOf(question.card);
  if (question === undefined || asked === undefined) throw new UserError('old-button', undefined);
  const { by, command, input } = asked;
  if (by.platform !== press.by.platform || by.id !== press.by.id) {
    throw new UserError('not-yours-to-confirm', { name: by.name });
  }
  // the answer has one id however often the button is pressed, so that one run is made of it
  const event = `confirm:${question.key}` as EventId;
  const call = { command: commandNamed(command, ports), input: { ...input, yes: true as const } };
  // the run's message belongs where the question stood
  await runCommand(call, { ...askedBy(press), replyTo: press.replyTo, event }, ports);
  const { locale } = question.card;
  const line = [botTexts[locale].confirmed, { kind: 'person', ...by } as const];
  ports.outbox.put(question.key, press.replyTo, receiptCard(line, locale));
};

/** What the message could not show, or not whole, for the person alone. */
const reveal = async (press: Press, ports: PressPorts): Promise<void> => {
  const card = ports.posts.withMessage(press.message)?.card;
  const window = card === undefined ? undefined : revealWindow(card, press.action);
  if (window === undefined) throw new UserError('old-button', undefined);
  if (press.openWindow !== undefined) await press.openWindow(window);
  else ports.outbox.put(answerKey(press.id), privately(press), window.card);
};
