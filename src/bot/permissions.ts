import type { Permission } from '../commands/command.ts';
import type { Config } from '../config.ts';
import type { PeopleGroup } from '../config-schema.ts';
import type { UserRef } from '../ports/chat-platform.ts';

type Member = Pick<UserRef, 'id' | 'groups'>;

/** Whether somebody has a right: a right without an entry in the configuration is everyone's. */
export const mayDo = (permission: Permission, user: Member, permissions: Config['permissions']): boolean => {
  const group = permission === 'anyone' ? undefined : permissions[permission];
  return group === undefined || isMember(user, group);
};

/** Listed by id, or in one of the listed groups or roles of a platform. */
const isMember = ({ id, groups }: Member, { users, slackGroups, discordRoles }: PeopleGroup): boolean =>
  users.includes(id) || groups.some((group) => slackGroups.includes(group) || discordRoles.includes(group));
