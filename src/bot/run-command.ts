import type { Card } from '../cards/card.ts';
import { confirmationCard } from '../cards/confirmation-card.ts';
import { documentCard } from '../cards/document-card.ts';
import { receiptCard } from '../cards/receipt-card.ts';
import type { Command, CommandResult, RawInput } from '../commands/command.ts';
import type { Context } from '../commands/context.ts';
import { flagOf, recordAct } from '../commands/record-act.ts';
import { UserError, type UserErrorCode } from '../errors.ts';
import type { EventId } from '../ids.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { ANSWER } from '../outbox/refusals.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { directChannel, type Place, type PostKey, type UserRef } from '../ports/chat-platform.ts';
import type { FileStore } from '../ports/file-store.ts';
import { othersTurn } from '../steps.ts';
import { botTexts } from '../texts/bot.ts';
import { commandTexts } from '../texts/commands.ts';
import type { Locale } from '../texts/locale.ts';
import type { BallotDesk } from './ballot-desk.ts';
import { CONFIRM, withConfirmation } from './buttons.ts';
import type { ChatRuns } from './chat-runs.ts';
import type { ParsedCall } from './parse-words.ts';
import { mayDo } from './permissions.ts';
import type { PictureDesk } from './picture-desk.ts';

/** Who asked, where, by which event. */
export interface Asked {
  readonly event: EventId;
  readonly by: UserRef;
  readonly replyTo: Place;
  /** When the person acted. */
  readonly at?: Date;
}

export interface CommandPorts {
  readonly outbox: Outbox;
  readonly auditLog: AuditLog;
  readonly chatRuns: ChatRuns;
  readonly desk: BallotDesk;
  readonly pictureDesk: PictureDesk;
  readonly attachments: FileStore;
  contextFor(asked: Asked): Context;
}

/** The outbox's key of the answer to an event. */
export const answerKey = (event: EventId): PostKey => `${ANSWER}${event}`;

/** For one person's eyes, where the platform can. */
export const privately = ({ by, replyTo }: Pick<Asked, 'by' | 'replyTo'>): Place => {
  if (replyTo.kind === 'private') return replyTo;
  const { platform, channel } = replyTo;
  const reply = replyTo.kind === 'channel' && replyTo.reply !== undefined ? { reply: replyTo.reply } : {};
  return { kind: 'private', platform, channel, person: by.id, ...reply };
};

/** For everybody where it was asked. */
const openly = ({ by, replyTo }: Asked): Place =>
  replyTo.kind === 'channel' || replyTo.kind === 'thread' ? { ...replyTo, asker: by.id } : replyTo;

/** Does what somebody asked for in chat. Throws a `UserError` when it may not or cannot be done. */
export const runCommand = async (call: ParsedCall, asked: Asked, ports: CommandPorts): Promise<void> => {
  const { command, input } = call;
  const context = ports.contextFor(asked);
  authorise(command, input, asked, context);
  const result = await runUnlessItNeedsYes(call, asked, context, ports);
  if (result === undefined) return;
  recordAct({ command, input, result }, context, ports.auditLog);
  await show(result, call, asked, context, ports);
  if (command.name.startsWith('review ')) ports.desk.sync(flagOf(input));
  if (result.kind === 'card' && result.pictures !== undefined) {
    const post = answerKey(asked.event);
    await ports.pictureDesk.under(post, asked.replyTo, result.pictures, context.locale);
  }
};

/** Throws a `UserError` when the person may not use the command. */
export const authorise = (
  { permission, requesterMay }: Command,
  input: RawInput,
  { by }: Asked,
  context: Context,
): void => {
  if (mayDo(permission, by, context.config)) return;
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
    const question = costQuestion(error, context.locale);
    if (question === undefined) throw error;
    const key = answerKey(asked.event);
    const card = confirmationCard(question, CONFIRM, context.locale);
    outbox.put(key, openly(asked), withConfirmation(card, { by: context.by, command: command.name, input }));
    return undefined;
  }
};

const isAbout = <Code extends UserErrorCode>(error: unknown, code: Code): error is UserError<Code> =>
  error instanceof UserError && error.code === code;

/** What a person has to say yes to; undefined for any other error. */
const costQuestion = (error: unknown, locale: Locale): string | undefined => {
  const texts = botTexts[locale];
  if (isAbout(error, 'cost-needs-yes')) return texts.confirmCost(error.values);
  if (isAbout(error, 'measuring-needs-yes')) return texts.confirmMeasuring(error.values);
  return undefined;
};

/** What a channel is glad to see; other answers are for the person who asked. */
const SHARED: ReadonlySet<Card['kind']> = new Set(['scorecard', 'comparison', 'digest']);

const show = async (
  result: CommandResult,
  { command }: ParsedCall,
  asked: Asked,
  { locale }: Context,
  ports: CommandPorts,
): Promise<void> => {
  const { outbox, chatRuns } = ports;
  switch (result.kind) {
    case 'card': {
      const to = SHARED.has(result.card.kind) ? openly(asked) : privately(asked);
      return outbox.put(answerKey(asked.event), to, result.card);
    }
    case 'run': {
      const notes = result.short.map((part) => commandTexts[locale].shortPart(part));
      return chatRuns.begin(result.run, { retryFailed: result.retryFailed, notes }, asked.replyTo);
    }
    case 'document':
      return sendFile(result, command.name, asked, ports, locale);
    case 'chat':
      throw new UserError('command-elsewhere', { name: command.name });
  }
};

/** What every platform takes. */
const MOST_FILE_BYTES = 10_000_000;

/** A file goes to the person alone: it may hold what the channel should not see. */
const sendFile = async (
  { fileName, parts, inShell }: Extract<CommandResult, { kind: 'document' }>,
  command: string,
  asked: Asked,
  { outbox, attachments }: CommandPorts,
  locale: Locale,
): Promise<void> => {
  const bytes = await wholeOf(parts, inShell ?? command);
  const file = attachments.put({ name: fileName, mediaType: mediaTypeOf(fileName), bytes });
  const { platform, id: person } = asked.by;
  const to = { kind: 'direct', platform, channel: directChannel(person), person } as const;
  outbox.put(`${answerKey(asked.event)}:file`, to, documentCard(file, locale));
  const receipt = receiptCard(botTexts[locale].sentDirectly({ name: fileName }), locale);
  outbox.put(answerKey(asked.event), privately(asked), receipt);
};

/**
 * Gives up at the first part too many: what is too large for chat may be too large for memory. A long file must not keep
 * the bot from answering.
 */
const wholeOf = async (parts: Iterable<string>, command: string): Promise<Uint8Array> => {
  const read: Buffer[] = [];
  let bytes = 0;
  for (const part of parts) {
    const next = Buffer.from(part);
    bytes += next.byteLength;
    if (bytes > MOST_FILE_BYTES) {
      throw new UserError('file-too-large-for-chat', { megabytes: MOST_FILE_BYTES / 1e6, command });
    }
    read.push(next);
    await othersTurn();
  }
  return Buffer.concat(read);
};

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  jsonl: 'application/jsonl',
};

const mediaTypeOf = (fileName: string): string =>
  MEDIA_TYPES[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
