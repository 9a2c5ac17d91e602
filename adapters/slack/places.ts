import type { webApi } from '@slack/bolt';
import { PlatformError } from '../../src/errors.ts';
import type { Place, PlaceProblem } from '../../src/ports/chat-platform.ts';
import { PEOPLE_LIFE_MS } from './limits.ts';
import { called } from './web-client.ts';

export interface Places {
  /** The conversation of a place, opened if it is a person's own. */
  channelOf(place: Place): Promise<string>;
  placeProblem(place: Place): Promise<PlaceProblem | undefined>;
  /** Throws a `PlatformError` where people of another organisation would read it. */
  refuseOutside(channel: string): Promise<void>;
}

const DIRECT = /^@(?<person>.+)$/u;

/** Looks at Slack's conversations and keeps what it saw for some minutes. */
export const createPlaces = (client: webApi.WebClient, now: () => number): Places => {
  const direct = new Map<string, string>();
  const shared = new Map<string, { readonly until: number; readonly outside: boolean }>();
  const openDirect = async (person: string): Promise<string> => {
    const known = direct.get(person);
    if (known !== undefined) return known;
    const { channel } = await called(client.conversations.open({ users: person }));
    const id = channel?.id;
    if (id === undefined)
      throw new PlatformError('channel-gone', `Slack opened no conversation with ${person}.`, {
        cause: undefined,
      });
    direct.set(person, id);
    return id;
  };
  const isOutside = async (channel: string): Promise<boolean> => {
    const known = shared.get(channel);
    if (known !== undefined && known.until > now()) return known.outside;
    const outside = sharedOutside(await infoOf(client, channel));
    shared.set(channel, { until: now() + PEOPLE_LIFE_MS, outside });
    return outside;
  };
  return {
    channelOf: async (place) => {
      const person = place.kind === 'direct' ? place.person : DIRECT.exec(place.channel)?.groups?.['person'];
      return person === undefined ? place.channel : openDirect(person);
    },
    placeProblem: (place) => problemOf(client, place.channel),
    refuseOutside: async (channel) => {
      if (await isOutside(channel))
        throw new PlatformError(
          'missing-right',
          'People of another organisation read this channel: no ballots there.',
          { cause: undefined },
        );
    },
  };
};

type Info = NonNullable<Awaited<ReturnType<webApi.WebClient['conversations']['info']>>['channel']>;

const infoOf = async (client: webApi.WebClient, channel: string): Promise<Info> =>
  (await called(client.conversations.info({ channel }))).channel ?? {};

const sharedOutside = ({ is_ext_shared, is_pending_ext_shared }: Info): boolean =>
  is_ext_shared === true || is_pending_ext_shared === true;

const problemOf = async (client: webApi.WebClient, channel: string): Promise<PlaceProblem | undefined> => {
  try {
    const info = await infoOf(client, channel);
    if (sharedOutside(info)) return 'shared-outside';
    if (info.is_archived === true) return 'gone';
    return info.is_member === false && info.is_im !== true ? 'no-right' : undefined;
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'channel-gone') return 'gone';
    throw error;
  }
};
