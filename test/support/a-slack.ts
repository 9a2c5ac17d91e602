import { nameOfEmoji } from '../../adapters/slack/emoji.ts';
import type { Emoji } from '../../src/cards/emoji.ts';
import type { MessageRef } from '../../src/ports/chat-platform.ts';
import { BOT_TOKEN, SlackFront, tokenOf } from './slack-front.ts';
import { manifestScopes } from './slack-manifest.ts';
import { wordsIn } from './slack-rules.ts';

type Json = Readonly<Record<string, unknown>>;

/** A message as Slack's store has it. */
export interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly user: string;
  readonly blocks?: readonly Json[];
  readonly files?: readonly Json[];
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly edited?: Json;
}

export const PEOPLE = ['ann', 'bob', 'cid'] as const;
export type PersonName = (typeof PEOPLE)[number];

/** A workspace with three people, their channels, and what they do and see there. */
export interface ASlack {
  readonly front: SlackFront;
  /** Channels by name: `evals` and `review`. */
  readonly channels: Readonly<Record<'evals' | 'review', string>>;
  idOf(name: PersonName): string;
  /** Somebody types `/flames …`; resolves when the bot has acknowledged it. */
  type(words: string, by?: PersonName, channel?: string): Promise<void>;
  /** Somebody presses the button with this label (or at this place, from 1) of a message. */
  press(message: MessageRef, button: string | number, by?: PersonName): Promise<void>;
  react(message: MessageRef, emoji: Emoji, change: 'added' | 'removed', by?: PersonName): Promise<void>;
  /** The same while nobody tells the bot. */
  reactUnheard(message: MessageRef, emoji: Emoji, change: 'added' | 'removed', by: PersonName): Promise<void>;
  reactAsSelf(message: MessageRef, emoji: Emoji): Promise<void>;
  openHome(by: PersonName): Promise<void>;
  /** Somebody, or the bot where nobody is named, is invited into a channel and comes. */
  join(channel: string, who?: PersonName): Promise<void>;
  /** Fills in the latest window and sends it. */
  submit(values: Readonly<Record<string, string>>, by?: PersonName): Promise<void>;
  /** The latest window that the bot opened. */
  window(): Json | undefined;
  home(): Json | undefined;
  /** All messages of a channel and its threads, oldest first. */
  messages(channel: string): Promise<readonly SlackMessage[]>;
  /** Bodies of what was shown to one person. */
  private(): readonly Json[];
  messageWith(text: string, channel?: string): Promise<MessageRef>;
  /** Delivers the last event of the Events API again. */
  redeliver(): Promise<void>;
  close(): Promise<void>;
}

export const openSlack = async (): Promise<ASlack> => {
  const front = await SlackFront.start({
    people: PEOPLE,
    channels: ['evals', 'review'],
    scopes: manifestScopes(),
  });
  const users = await list(front, 'users.list', 'members');
  const channels = await list(front, 'conversations.list', 'channels');
  const idOf = (name: PersonName): string => String(users.find((user) => user['name'] === name)?.['id']);
  const channelOf = (name: string): string =>
    String(channels.find((channel) => channel['name'] === name)?.['id']);
  const slack = { evals: channelOf('evals'), review: channelOf('review') };
  let count = 0;
  let lastMs = 0;
  let last: Json = {};
  const next = (): number => {
    count += 1;
    return count;
  };
  const trigger = async (by: PersonName, view?: unknown): Promise<string> => {
    const args = { user_id: idOf(by), ...(view === undefined ? {} : { view_id: view }) };
    return String((await front.api('views.generateTriggerId', args, BOT_TOKEN))['trigger_id']);
  };
  const messages = async (channel: string): Promise<readonly SlackMessage[]> => {
    const { messages: roots } = await front.api(
      'conversations.history',
      { channel, limit: 1000 },
      tokenOf('ann'),
    );
    const threads = await Promise.all(
      (roots as SlackMessage[]).map(
        async ({ ts }) =>
          (await front.api('conversations.replies', { channel, ts }, tokenOf('ann')))[
            'messages'
          ] as SlackMessage[],
      ),
    );
    return threads.flat().sort((a, b) => (a.ts < b.ts ? -1 : 1));
  };
  const event = (body: Json): Promise<unknown> => {
    last = {
      type: 'event_callback',
      team_id: 'T000000001',
      event_id: `Ev${next()}`,
      event: { ...body, event_ts: stamp() },
    };
    return front.send('events_api', last);
  };
  /** A moment of its own for every act, later than those before. */
  const stamp = (): string => {
    lastMs = Math.max(Date.now(), lastMs + 1);
    return `${Math.floor(lastMs / 1000)}.${String(lastMs % 1000).padStart(3, '0')}000`;
  };
  const reaction = (ref: MessageRef, emoji: Emoji, change: string, user: string) =>
    event({
      type: `reaction_${change}`,
      user,
      reaction: nameOfEmoji(emoji),
      item: { type: 'message', channel: ref.channel, ts: ref.message },
    });
  const reactUnheard: ASlack['reactUnheard'] = async (ref, emoji, change, by) => {
    const method = change === 'added' ? 'reactions.add' : 'reactions.remove';
    const args = { channel: ref.channel, timestamp: ref.message, name: nameOfEmoji(emoji) };
    await front.api(method, args, tokenOf(by));
  };
  const lastBody = (pattern: RegExp): Json | undefined =>
    front.calls.findLast(({ method }) => pattern.test(method))?.body['view'] as Json | undefined;
  return {
    front,
    channels: slack,
    idOf,
    messages,
    type: async (text, by = 'ann', channel = slack.evals) => {
      await front.send('slash_commands', {
        ...{
          command: '/flames',
          text,
          user_id: idOf(by),
          user_name: by,
          channel_id: channel,
          team_id: 'T000000001',
        },
        trigger_id: await trigger(by),
        response_url: front.responseUrl,
      });
    },
    press: async (ref, button, by = 'ann') => {
      const ephemeral = ref.message.startsWith('ephemeral:');
      const ts = ref.message.replace('ephemeral:', '');
      const found = ephemeral ? undefined : (await messages(ref.channel)).find((each) => each.ts === ts);
      const shown =
        found?.blocks ??
        front.calls.findLast(({ method }) => method === 'chat.postEphemeral')?.body['blocks'];
      const action = buttonsIn(shown).find((each, at) =>
        typeof button === 'number' ? at === button - 1 : labelOf(each).includes(button),
      );
      if (action === undefined) throw new Error(`No button "${button}" in ${wordsIn(shown)}`);
      await front.send('interactive', {
        ...{
          type: 'block_actions',
          user: { id: idOf(by), username: by },
          team: { id: 'T000000001' },
          channel: { id: ref.channel },
        },
        trigger_id: await trigger(by),
        response_url: front.responseUrl,
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: ref.channel,
          is_ephemeral: ephemeral,
          ...(found?.thread_ts === undefined ? {} : { thread_ts: found.thread_ts }),
        },
        actions: [{ ...action, block_id: 'b', action_ts: stamp() }],
      });
    },
    reactUnheard,
    react: async (ref, emoji, change, by = 'ann') => {
      await reactUnheard(ref, emoji, change, by);
      await reaction(ref, emoji, change, idOf(by));
    },
    reactAsSelf: async (ref, emoji) => void (await reaction(ref, emoji, 'added', 'U0FLAMES')),
    openHome: async (by) =>
      void (await event({ type: 'app_home_opened', user: idOf(by), tab: 'home', channel: 'D1' })),
    join: async (channel, who) => {
      front.refusing.delete(channel);
      const user = who === undefined ? 'U0FLAMES' : idOf(who);
      await event({ type: 'member_joined_channel', user, channel, channel_type: 'C' });
    },
    submit: async (values, by = 'ann') => {
      const view = lastBody(/^views\.(?:open|push)$/u);
      await front.send('interactive', {
        ...{ type: 'view_submission', user: { id: idOf(by), username: by }, team: { id: 'T000000001' } },
        trigger_id: await trigger(by),
        view: {
          id: `V${next()}`,
          type: 'modal',
          callback_id: view?.['callback_id'],
          private_metadata: view?.['private_metadata'],
          state: { values: stateOf(values) },
        },
      });
    },
    window: () => lastBody(/^views\.(?:open|push)$/u),
    home: () => lastBody(/^views\.publish$/u),
    private: () =>
      front.calls.filter(({ method }) => method === 'chat.postEphemeral').map(({ body }) => body),
    messageWith: async (text, channel = slack.evals) => {
      const all = await messages(channel);
      const found = all.findLast((message) => `${message.text}\n${wordsIn(message.blocks)}`.includes(text));
      if (found === undefined)
        throw new Error(`No message says "${text}": ${all.map((each) => each.text).join('\n---\n')}`);
      return { platform: 'slack', channel, message: found.ts };
    },
    redeliver: async () => void (await front.send('events_api', last, 1)),
    close: () => front.close(),
  };
};

const list = async (front: SlackFront, method: string, key: string): Promise<readonly Json[]> =>
  (await front.api(method, { limit: 100 }, tokenOf('ann')))[key] as readonly Json[];

const stateOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { value: { type: 'plain_text_input', value } }]),
  );

const labelOf = (button: Json): string => wordsIn([button]);

/** All buttons of blocks, in order. */
const buttonsIn = (blocks: unknown): readonly Json[] =>
  (Array.isArray(blocks) ? blocks : []).flatMap((block: Json) =>
    block['type'] === 'actions' ? (block['elements'] as readonly Json[]) : [],
  );
