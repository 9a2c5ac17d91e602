/** Whether somebody named an address, as opposed to a file or folder. */
export const isAddress = (from: string): boolean => /^https?:\/\//i.test(from);

/**
 * An address as people may see it and the store may keep it: without a user name or password, and without what follows
 * its path, which may be a signature that lets anybody in. A file's path is given back as it is.
 */
export const shownAddress = (from: string): string => {
  if (!isAddress(from)) return from;
  if (!URL.canParse(from)) return from.replace(/[?#].*$/s, '');
  const { origin, pathname } = new URL(from);
  return `${origin}${pathname}`;
};
