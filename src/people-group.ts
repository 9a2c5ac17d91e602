import type { PeopleGroup } from './config-schema.ts';

/** A person, and the groups or roles that the platform says the person has. */
export interface Member {
  readonly id: string;
  readonly groups: readonly string[];
}

/** Listed by id, or in one of the listed groups or roles of a platform. */
export const isMember = (
  { id, groups }: Member,
  { users, slackGroups, discordRoles }: PeopleGroup,
): boolean =>
  users.includes(id) || groups.some((group) => slackGroups.includes(group) || discordRoles.includes(group));
