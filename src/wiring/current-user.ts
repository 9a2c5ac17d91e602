import { userInfo } from 'node:os';

/** The name under which somebody is logged in on this machine. */
export const currentUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};
