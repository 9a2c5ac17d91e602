import type { webApi } from '@slack/bolt';
import type { UserRef } from '../../src/ports/chat-platform.ts';
import type { Locale } from '../../src/texts/locale.ts';
import type { Identity, Self } from './identity.ts';
import { PEOPLE_LIFE_MS } from './limits.ts';
import { SLACK } from './render-line.ts';

export interface People {
  /** Somebody with name, language and groups; what Slack does not tell is left out. `name` is used when it tells none. */
  userRef(id: string, name?: string): Promise<UserRef>;
}

interface PeopleOptions {
  readonly client: webApi.WebClient;
  readonly self: Pick<Self, 'ask'>;
  /** Whether the configuration names user groups. */
  readonly needsGroups: boolean;
  /** ms on any clock that does not go back. */
  readonly now: () => number;
}

interface Known {
  readonly name: string | undefined;
  readonly locale: Locale | undefined;
  readonly timeZone: string | undefined;
  readonly outside: boolean;
}

/** Groups that cannot be read give nobody a right; they are tried again soon. */
const RETRY_MS = 30_000;
const MOST_PEOPLE = 5000;

/** Keeps what Slack says of people for some minutes. */
export const createPeople = ({ client, self, needsGroups, now }: PeopleOptions): People => {
  const known = new Map<string, { readonly until: number; readonly person: Promise<Known> }>();
  let groups:
    | { readonly until: number; readonly byPerson: Promise<ReadonlyMap<string, readonly string[]>> }
    | undefined;

  const personOf = (id: string): Promise<Known> => {
    const kept = known.get(id);
    if (kept !== undefined && kept.until > now()) return kept.person;
    if (known.size >= MOST_PEOPLE) known.clear();
    const person = readPerson(client, self, id).catch((): Known => {
      known.delete(id);
      return { name: undefined, locale: undefined, timeZone: undefined, outside: false };
    });
    known.set(id, { until: now() + PEOPLE_LIFE_MS, person });
    return person;
  };
  const groupsOf = async (id: string): Promise<readonly string[]> => {
    if (!needsGroups) return [];
    if (groups === undefined || groups.until <= now()) {
      const byPerson = readGroups(client).catch(() => {
        groups = { until: now() + RETRY_MS, byPerson: Promise.resolve(new Map()) };
        return new Map<string, readonly string[]>();
      });
      groups = { until: now() + PEOPLE_LIFE_MS, byPerson };
    }
    return (await groups.byPerson).get(id) ?? [];
  };
  return {
    userRef: async (id, name) => {
      const [person, memberOf] = await Promise.all([personOf(id), groupsOf(id)]);
      return {
        platform: SLACK,
        id,
        name: person.name ?? name ?? id,
        groups: memberOf,
        ...(person.locale === undefined ? {} : { locale: person.locale }),
        ...(person.timeZone === undefined ? {} : { timeZone: person.timeZone }),
        ...(person.outside ? { outside: true } : {}),
      };
    },
  };
};

const readPerson = async (
  client: webApi.WebClient,
  self: PeopleOptions['self'],
  id: string,
): Promise<Known> => {
  const own = await self.ask();
  const { user = {} } = await client.users.info({ user: id, include_locale: true });
  const names = [user.profile?.display_name, user.profile?.real_name, user.name];
  return {
    name: names.find((name) => name !== undefined && name !== ''),
    locale: localeOf(user.locale),
    timeZone: user.tz,
    outside: isOutside(user, own),
  };
};

type User = NonNullable<Awaited<ReturnType<webApi.WebClient['users']['info']>>['user']>;

/** Slack Connect lets people of other organisations press buttons and react where a channel is shared. */
const isOutside = ({ team_id: team, enterprise_user: within }: User, own: Identity): boolean =>
  team !== undefined &&
  own.teamId !== undefined &&
  team !== own.teamId &&
  (own.enterpriseId === undefined || within?.enterprise_id !== own.enterpriseId);

const localeOf = (locale: string | undefined): Locale | undefined => {
  if (locale === undefined) return undefined;
  return locale.startsWith('zh') ? 'zh-CN' : locale.startsWith('en') ? 'en' : undefined;
};

/** The groups of each person, by id and by handle: the configuration may name either. */
const readGroups = async (client: webApi.WebClient): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { usergroups = [] } = await client.usergroups.list({ include_users: true });
  const byPerson = new Map<string, readonly string[]>();
  for (const { id, handle, users = [] } of usergroups) {
    const names = [id, handle].filter((name) => name !== undefined);
    for (const user of users) byPerson.set(user, [...(byPerson.get(user) ?? []), ...names]);
  }
  return byPerson;
};
