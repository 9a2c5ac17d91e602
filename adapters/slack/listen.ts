import { App, type Logger, type Receiver } from '@slack/bolt';
import {
  type Input,
  parseCommand,
  parseHome,
  parsePress,
  parseReaction,
  parseSubmission,
} from './parse-event.ts';

export interface Identity {
  readonly userId: string;
  readonly botId: string;
}

interface ListenOptions {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly logger: Logger;
  readonly identity: () => Identity;
  /** Something happened that means something to the bot, and is acknowledged. Must not reject. */
  readonly onInput: (input: Input) => void;
  readonly report: (error: unknown) => void;
}

/** Bolt over a receiver: every event is acknowledged before anything else, and read once. */
export const listen = ({ receiver, botToken, logger, identity, onInput, report }: ListenOptions): void => {
  const app = new App({
    receiver,
    logger,
    authorize: async () => ({ botToken, botId: identity().botId, botUserId: identity().userId }),
  });
  const read = async (
    ack: () => Promise<void>,
    parse: (body: unknown) => Input | undefined,
    body: unknown,
  ) => {
    await ack();
    const input = parse(body);
    if (input !== undefined && input.person.id !== identity().userId) onInput(input);
  };
  const acknowledged = async (): Promise<void> => undefined;
  app.command(/^\//u, ({ ack, body }) => read(ack, parseCommand, body));
  app.action(/^press:/u, ({ ack, body }) => read(ack, parsePress, body));
  app.view(/./u, ({ ack, body }) => read(ack, parseSubmission, body));
  app.event('reaction_added', ({ body }) => read(acknowledged, parseReaction, body));
  app.event('reaction_removed', ({ body }) => read(acknowledged, parseReaction, body));
  app.event('app_home_opened', ({ body }) => read(acknowledged, parseHome, body));
  app.error(async (error) => report(error));
};
