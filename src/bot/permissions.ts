import type { Permission } from '../commands/command.ts';
import type { Config } from '../config.ts';
import { isMember, type Member } from '../people-group.ts';

/** Whether somebody has a right: a right without an entry in the configuration is everyone's. */
export const mayDo = (permission: Permission, user: Member, permissions: Config['permissions']): boolean => {
  const group = permission === 'anyone' ? undefined : permissions[permission];
  return group === undefined || isMember(user, group);
};
