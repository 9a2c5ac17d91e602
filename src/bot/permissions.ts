import type { Permission } from '../commands/command.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { isMember, type Member } from '../people-group.ts';
import type { UserRef } from '../ports/chat-platform.ts';

/**
 * Whether somebody has a right: one without an entry in the configuration is everyone's. Adjudicators are named in
 * `permissions.adjudicate`, in `review.adjudicators`, or in both.
 */
export const mayDo = (
  permission: Permission,
  user: Member,
  {
    permissions,
    review,
  }: Pick<Config, 'permissions'> & { readonly review: Pick<Config['review'], 'adjudicators'> },
): boolean => {
  const named = permission === 'anyone' ? undefined : permissions[permission];
  const groups = [named, permission === 'adjudicate' ? review.adjudicators : undefined].filter(
    (group) => group !== undefined,
  );
  return groups.length === 0 || groups.some((group) => isMember(user, group));
};

/** Throws a `UserError`. No right of the configuration is meant for people of another organisation, not even everybody's. */
export const refuseOutsider = ({ outside }: Pick<UserRef, 'outside'>): void => {
  if (outside === true) throw new UserError('outsider', undefined);
};
