import { App, type Logger, type Receiver } from '@slack/bolt';
import type { Inbox } from '../chat/inbox.ts';
import type { Identity } from './identity.ts';
import { type Answerable, type Input, isAnswerable } from './input.ts';
import {
  parseCommand,
  parseHome,
  parseJoined,
  parsePress,
  parseReaction,
  parseSubmission,
} from './parse-event.ts';

interface ListenOptions {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly logger: Logger;
  readonly identity: () => Identity;
  readonly inbox: Inbox<Answerable>;
  /** Something happened that means something to the bot, and is acknowledged. Must not reject. */
  readonly onInput: (input: Input) => void;
  readonly report: (error: unknown) => void;
  readonly now: () => Date;
}

/**
 * Bolt over a receiver: what somebody asks for is kept, acknowledged, and then worked on. What Slack delivers again by
 * itself need not be kept.
 */
export const listen = (options: ListenOptions): void => {
  const { receiver, botToken, logger, identity, inbox, onInput, report, now } = options;
  const app = new App({
    receiver,
    logger,
    authorize: async () => ({ botToken, botId: identity().botId, botUserId: identity().userId }),
  });
  const read = async (
    ack: () => Promise<void>,
    parse: (body: unknown, now: Date) => Input | undefined,
    body: unknown,
  ): Promise<void> => {
    const input = meaningOf(parse, body);
    await (input !== undefined && isAnswerable(input) ? inbox.take(input, ack) : ack());
    if (input !== undefined) onInput(input);
  };
  /** What cannot be read means nothing, and is acknowledged all the same: it would come again as it is. */
  const meaningOf = (
    parse: (body: unknown, now: Date) => Input | undefined,
    body: unknown,
  ): Input | undefined => {
    try {
      const input = parse(body, now());
      const isOwn = input?.person.id === identity().userId;
      // of what the bot does itself, only its coming into a channel means something; of others', everything else
      return isOwn === (input?.kind === 'joined') ? input : undefined;
    } catch (error) {
      report(error);
      return undefined;
    }
  };
  const acknowledged = async (): Promise<void> => undefined;
  app.command(/^\//u, ({ ack, body }) => read(ack, parseCommand, body));
  app.action(/^press:/u, ({ ack, body }) => read(ack, parsePress, body));
  app.view(/./u, ({ ack, body }) => read(ack, parseSubmission, body));
  app.event('reaction_added', ({ body }) => read(acknowledged, parseReaction, body));
  app.event('reaction_removed', ({ body }) => read(acknowledged, parseReaction, body));
  app.event('member_joined_channel', ({ body }) => read(acknowledged, parseJoined, body));
  app.event('app_home_opened', ({ body }) => read(acknowledged, parseHome, body));
  app.error(async (error) => report(error));
};
