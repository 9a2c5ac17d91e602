import { confirmationCard } from '../cards/confirmation-card.ts';
import type { Command, CommandResult, RawInput } from '../commands/command.ts';
import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import type { EventId } from '../ids.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Address, PostKey, UserRef } from '../ports/chat-platform.ts';
import { commandTexts } from '../texts/commands.ts';
import { CONFIRM, withConfirmation } from './buttons.ts';
import type { ChatRuns } from './chat-runs.ts';
import type { ParsedCall } from './parse-words.ts';
import { mayDo } from './permissions.ts';

/** Who asked, where, by which event. */
export interface Asked {
  readonly event: EventId;
  readonly by: UserRef;
  readonly replyTo: Address;
}

export interface CommandPorts {
  readonly outbox: Outbox;
  readonly auditLog: AuditLog;
  readonly chatRuns: ChatRuns;
  contextFor(asked: Asked): Context;
}

/** The outbox's key of the answer to an event. */
export const answerKey = (event: EventId): PostKey => `event:${event}`;

/** For one person's eyes, where the platform can. */
export const privately = ({ by, replyTo }: Pick<Asked, 'by' | 'replyTo'>): Address =>
  replyTo.kind === 'private'
    ? replyTo
    : { kind: 'private', platform: replyTo.platform, channel: replyTo.channel, person: by.id };

/** Does what somebody asked for in chat. Throws a `UserError` when it may not or cannot be done. */
export const runCommand = async (call: ParsedCall, asked: Asked, ports: CommandPorts): Promise<void> => {
  const { command, input } = call;
  const context = ports.contextFor(asked);
  authorise(command, input, asked, context);
  const result = await runUnlessItNeedsYes(call, asked, context, ports);
  if (result === undefined) return;
  record(command, input, result, context, ports);
  show(result, call, asked, context, ports);
};

const authorise = (
  { permission, requesterMay }: Command,
  input: RawInput,
  { by }: Asked,
  context: Context,
): void => {
  if (mayDo(permission, by, context.config.permissions)) return;
  const asker = requesterMay === true ? runOf(input, context)?.requestedBy : undefined;
  if (asker?.platform === by.platform && asker.id === by.id) return;
  throw new UserError('not-permitted', { permission });
};

const runOf = (input: RawInput, { runs }: Context) => {
  const id = input['run'];
  return typeof id === 'string' ? runs.find(id) : undefined;
};

/** A call whose cost needs a yes is answered with the question; undefined then. */
const runUnlessItNeedsYes = async (
  { command, input }: ParsedCall,
  asked: Asked,
  context: Context,
  { outbox }: CommandPorts,
): Promise<CommandResult | undefined> => {
  try {
    return await command.run(input, context);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'cost-needs-yes') throw error;
    const key = answerKey(asked.event);
    const card = confirmationCard(error.in(context.locale), CONFIRM, context.locale);
    outbox.put(key, asked.replyTo, withConfirmation(card, { by: context.by, command: command.name, input }));
    return undefined;
  }
};

/** What only some may do is what others may ask about. */
const record = (
  { name, permission }: Command,
  input: RawInput,
  result: CommandResult,
  context: Context,
  { auditLog }: CommandPorts,
): void => {
  if (permission === 'anyone') return;
  const run = result.kind === 'run' ? result.run.id : runOf(input, context)?.id;
  const because = input['because'];
  auditLog.append({
    at: context.clock.now(),
    who: context.by,
    act: name,
    ...(run === undefined ? {} : { run }),
    ...(Array.isArray(because) ? { detail: because.join(' ') } : {}),
  });
};

const show = (
  result: CommandResult,
  { command }: ParsedCall,
  asked: Asked,
  { locale }: Context,
  { outbox, chatRuns }: CommandPorts,
): void => {
  switch (result.kind) {
    case 'card': {
      const to = result.card.kind === 'help' ? privately(asked) : asked.replyTo;
      return outbox.put(answerKey(asked.event), to, result.card);
    }
    case 'run': {
      const notes = result.short.map((part) => commandTexts[locale].shortPart(part));
      return chatRuns.begin(result.run, { retryFailed: result.retryFailed, notes }, asked.replyTo);
    }
    case 'chat':
    case 'document':
      throw new UserError('command-elsewhere', { name: command.name });
  }
};
