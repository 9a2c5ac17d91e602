import type { MessageRef } from '../../src/ports/chat-platform.ts';
import { openDiscord } from './a-discord.ts';
import { type ASlack, openSlack, type SlackMessage } from './a-slack.ts';
import { TOKEN } from './discord-front.ts';
import { APP_TOKEN, BOT_TOKEN, tokenOf } from './slack-front.ts';
import { wordsIn } from './slack-rules.ts';

/** One message of a channel, as people read it. */
export interface Seen {
  readonly ref: MessageRef;
  readonly words: string;
}

/** A counterpart of a chat platform that outlives the bot, with three people in it. */
export interface Workspace {
  /** What a bot has to be told to serve it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where ballots go, as the configuration names it. */
  readonly review: Readonly<Record<string, string>>;
  type(words: string): Promise<void>;
  press(ref: MessageRef, button: string, by: 'bob' | 'cid'): Promise<void>;
  seen(): Promise<readonly Seen[]>;
  close(): Promise<void>;
}

/** The messages of a channel without their threads: the emulator counts calls, and refuses who reads too much. */
const rootsOf = async ({ front }: ASlack, channel: string): Promise<readonly SlackMessage[]> => {
  const answer = await front.api('conversations.history', { channel, limit: 1000 }, tokenOf('ann'));
  if (answer['ok'] !== true) throw new Error(`Nobody can read ${channel}: ${JSON.stringify(answer)}`);
  return answer['messages'] as readonly SlackMessage[];
};

export const slackWorkspace = async (): Promise<Workspace> => {
  const slack = await openSlack();
  return {
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.front.apiUrl },
    review: { slack: slack.channels.review },
    type: (words) => slack.type(words),
    press: (ref, button, by) => slack.press(ref, button, by),
    seen: async () => {
      const all = await Promise.all(
        Object.values(slack.channels).map(async (channel) =>
          (await rootsOf(slack, channel)).map(({ ts, text, blocks }) => ({
            ref: { platform: 'slack', channel, message: ts } as const,
            words: `${text}\n${wordsIn(blocks)}`,
          })),
        ),
      );
      return all.flat();
    },
    close: () => slack.close(),
  };
};

export const discordWorkspace = async (): Promise<Workspace> => {
  const discord = await openDiscord();
  const { front } = discord;
  return {
    env: { DISCORD_TOKEN: TOKEN, DISCORD_GUILD_ID: front.twin.guildId, DISCORD_API_URL: front.apiUrl },
    review: { discord: discord.channels.review },
    type: (words) => discord.type(words),
    press: (ref, button, by) => discord.press(ref, button, by),
    seen: async () =>
      (await discord.messages())
        .filter(({ ephemeral }) => !ephemeral)
        .map(({ id, channel, words }) => ({ ref: { platform: 'discord', channel, message: id }, words })),
    close: () => discord.close(),
  };
};
