import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FlagId } from '../../src/ids.ts';
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

export type Opinion = '🟢 3' | '🔴 1';

/** A counterpart of a chat platform that outlives the bot, with three people in it. */
export interface Workspace {
  /** The command that serves it, and what it has to be told. Of `chat` no message outlives its process. */
  readonly command: 'start' | 'chat';
  readonly env: Readonly<Record<string, string>>;
  /** Where ballots go, as the configuration names it. */
  readonly review: Readonly<Record<string, string>>;
  /** The same when the bot reaches it through another address, such as a wire's. */
  through(origin: string): Readonly<Record<string, string>>;
  /** A bot came to serve it. */
  joined(bot: ChildProcess): void;
  type(words: string): Promise<void>;
  /** Somebody votes where they see the ballot; false when they see none. */
  vote(flag: FlagId, opinion: Opinion, by: 'bob' | 'cid'): Promise<boolean>;
  /** By screen (one where messages outlive the bot): each message as it reads now. */
  screens(): Promise<readonly (readonly Seen[])[]>;
  close(): Promise<void>;
}

export const ballotsOf = (flag: FlagId, seen: readonly Seen[]): readonly Seen[] =>
  seen.filter(({ words }) => new RegExp(`^${flag} · `, 'm').test(words));

/** People press the button of a ballot that outlives the bot. */
const pressing =
  (
    seen: () => Promise<readonly Seen[]>,
    press: (ref: MessageRef, button: string, by: 'bob' | 'cid') => Promise<void>,
  ) =>
  async (flag: FlagId, opinion: Opinion, by: 'bob' | 'cid'): Promise<boolean> => {
    const [ballot] = ballotsOf(flag, await seen());
    if (ballot !== undefined) await press(ballot.ref, opinion, by);
    return ballot !== undefined;
  };

/** The messages of a channel without their threads: the emulator counts calls, and refuses who reads too much. */
const rootsOf = async ({ front }: ASlack, channel: string): Promise<readonly SlackMessage[]> => {
  const answer = await front.api('conversations.history', { channel, limit: 1000 }, tokenOf('ann'));
  if (answer['ok'] !== true) throw new Error(`Nobody can read ${channel}: ${JSON.stringify(answer)}`);
  return answer['messages'] as readonly SlackMessage[];
};

export const slackWorkspace = async (): Promise<Workspace> => {
  const slack = await openSlack();
  const seen = async (): Promise<readonly Seen[]> => {
    const all = await Promise.all(
      Object.values(slack.channels).map(async (channel) =>
        (await rootsOf(slack, channel)).map(({ ts, text, blocks }) => ({
          ref: { platform: 'slack', channel, message: ts } as const,
          words: `${text}\n${wordsIn(blocks)}`,
        })),
      ),
    );
    return all.flat();
  };
  const envAt = (url: string) => ({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: url,
  });
  return {
    command: 'start',
    env: envAt(slack.front.apiUrl),
    through: (origin) => envAt(`${origin}/api/`),
    review: { slack: slack.channels.review },
    type: (words) => slack.type(words),
    joined: () => undefined,
    vote: pressing(seen, (ref, button, by) => slack.press(ref, button, by)),
    screens: async () => [await seen()],
    close: () => slack.close(),
  };
};

export const discordWorkspace = async (): Promise<Workspace> => {
  const discord = await openDiscord();
  const { front } = discord;
  front.gateway.heartbeatMs = 2000;
  const seen = async (): Promise<readonly Seen[]> =>
    (await discord.messages())
      .filter(({ ephemeral }) => !ephemeral)
      .map(({ id, channel, words }) => ({ ref: { platform: 'discord', channel, message: id }, words }));
  const envAt = (url: string) => ({
    DISCORD_TOKEN: TOKEN,
    DISCORD_GUILD_ID: front.twin.guildId,
    DISCORD_API_URL: url,
  });
  return {
    command: 'start',
    env: envAt(front.apiUrl),
    through: (origin) => {
      front.reachedThrough(origin);
      return envAt(`${origin}/api`);
    },
    review: { discord: discord.channels.review },
    type: (words) => discord.type(words),
    joined: () => undefined,
    vote: pressing(seen, (ref, button, by) => discord.press(ref, button, by)),
    screens: async () => [await seen()],
    close: () => discord.close(),
  };
};

/** A screen of the terminal chat: what one process wrote, and what is typed into it. */
class TerminalScreen {
  readonly #name: string;
  readonly #bot: ChildProcess;
  #written = '';

  constructor(name: string, bot: ChildProcess) {
    this.#name = name;
    this.#bot = bot;
    bot.stdin?.on('error', () => undefined);
    bot.stdout?.setEncoding('utf8').on('data', (part) => {
      this.#written += part;
    });
  }

  get seen(): readonly Seen[] {
    const messages = new Map<string, string>();
    for (const part of this.#written.split(/^(?=#\d+ )/mu)) {
      const [, number, words = ''] = /^#(\d+) (.*)$/su.exec(part) ?? [];
      if (number !== undefined) messages.set(number, words);
    }
    return Array.from(messages, ([message, words]) => ({
      ref: { platform: 'terminal', channel: this.#name, message },
      words,
    }));
  }

  /** Resolves when the answer to the last of the lines is on the screen. */
  async type(lines: readonly string[], answer: RegExp): Promise<void> {
    const from = this.#written.length;
    this.#bot.stdin?.write(lines.map((line) => `${line}\n`).join(''));
    while (!answer.test(this.#written.slice(from)) && this.#bot.stdout?.readable === true)
      await once(this.#bot.stdout, 'data');
  }
}

/** Each process is a screen of its own, which shows nothing of the others': there one votes by the flag's name. */
export const terminalWorkspace = async (): Promise<Workspace> => {
  const screens: TerminalScreen[] = [];
  const latest = (): TerminalScreen => {
    const screen = screens.at(-1);
    if (screen === undefined) throw new Error('No terminal is open.');
    return screen;
  };
  return {
    command: 'chat',
    env: {},
    through: () => ({}),
    review: {},
    joined: (bot) => void screens.push(new TerminalScreen(String(screens.length), bot)),
    type: (words) => latest().type(['as ann', words], /^#\d+ /mu),
    vote: async (flag, opinion, by) => {
      const [ballot] = ballotsOf(flag, latest().seen);
      const [circle, label] = opinion.split(' ');
      const button =
        ballot && new RegExp(`\\[(\\d+)\\]\\s+${circle}\\s+${label}`, 'u').exec(ballot.words)?.[1];
      const vote = button === undefined ? `review vote ${flag} ${label}` : `${ballot?.ref.message}.${button}`;
      await latest().type([`as ${by}`, vote], /^#\d+ /mu);
      return true;
    },
    screens: async () => screens.map(({ seen }) => seen),
    close: async () => undefined,
  };
};
