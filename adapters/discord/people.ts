import { type APIGuildMember, type APIRole, type REST, Routes } from 'discord.js';
import type { UserRef } from '../../src/ports/chat-platform.ts';
import type { Locale } from '../../src/texts/locale.ts';
import type { Somebody } from './input.ts';
import { PEOPLE_LIFE_MS } from './limits.ts';
import { DISCORD } from './message-ref.ts';

export interface People {
  /** Somebody with name, language and roles, by id and by name; what Discord does not tell is left out. */
  userRef(somebody: Somebody, guild: string | undefined): Promise<UserRef>;
}

interface PeopleOptions {
  readonly rest: REST;
  /** Whether the configuration names roles. */
  readonly needsRoles: boolean;
  /** ms on any clock that does not go back. */
  readonly now: () => number;
}

/** Roles that cannot be read give nobody a right; they are tried again soon. */
const RETRY_MS = 30_000;
const MOST_PEOPLE = 5000;

/** Reads a value anew when the one that was kept is older than its time. */
const createKept = <Value>(now: () => number, read: (key: string) => Promise<Value>, without: Value) => {
  const kept = new Map<string, { until: number; readonly value: Promise<Value> }>();
  return (key: string): Promise<Value> => {
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.value;
    if (kept.size >= MOST_PEOPLE) kept.clear();
    const entry = {
      until: now() + PEOPLE_LIFE_MS,
      value: read(key).catch(() => {
        entry.until = now() + RETRY_MS;
        return without;
      }),
    };
    kept.set(key, entry);
    return entry.value;
  };
};

/** Keeps what Discord says of people for some minutes. */
export const createPeople = ({ rest, needsRoles, now }: PeopleOptions): People => {
  const locales = new Map<string, string>();
  const member = createKept(now, (key) => readMember(rest, key), { roles: [] });
  const roleNames = createKept(now, (guild) => readRoles(rest, guild), new Map<string, string>());
  const known = async (somebody: Somebody, guild: string | undefined): Promise<Somebody> => {
    const isKnown = somebody.name !== undefined && (somebody.roles !== undefined || !needsRoles);
    if (isKnown || guild === undefined) return somebody;
    return { ...somebody, ...(await member(`${guild} ${somebody.id}`)) };
  };
  return {
    userRef: async (somebody, guild) => {
      if (somebody.locale !== undefined) {
        if (locales.size >= MOST_PEOPLE) locales.clear();
        locales.set(somebody.id, somebody.locale);
      }
      const { id, name = id, roles = [] } = await known(somebody, guild);
      const locale = localeOf(locales.get(id));
      const names = needsRoles && guild !== undefined ? await roleNames(guild) : new Map<string, string>();
      const groups = roles.flatMap((role) => [role, names.get(role) ?? role]);
      return {
        platform: DISCORD,
        id,
        name,
        groups: [...new Set(groups)],
        ...(locale === undefined ? {} : { locale }),
      };
    },
  };
};

const readMember = async (rest: REST, key: string): Promise<Pick<Somebody, 'name' | 'roles'>> => {
  const [guild = '', person = ''] = key.split(' ');
  const { user, nick, roles } = (await rest.get(Routes.guildMember(guild, person))) as APIGuildMember;
  return { name: nick ?? user.global_name ?? user.username, roles };
};

const readRoles = async (rest: REST, guild: string): Promise<Map<string, string>> => {
  const roles = (await rest.get(Routes.guildRoles(guild))) as readonly APIRole[];
  return new Map(roles.map(({ id, name }) => [id, name]));
};

export const localeOf = (locale: string | undefined): Locale | undefined => {
  if (locale === undefined) return undefined;
  return locale.startsWith('zh') ? 'zh-CN' : locale.startsWith('en') ? 'en' : undefined;
};
