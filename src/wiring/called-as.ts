import { realpathSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { binPath } from './data-path.ts';

const NAME = 'flames';

/**
 * What to type in this folder to call this program: its name where the search path leads to it, else Node with its file.
 * The folders that npm puts on the path for one call are not there for the next.
 */
export const calledAs = (searchPath: string): string => {
  const bin = binPath(NAME);
  const isLinked = searchPath
    .split(delimiter)
    .filter((folder) => folder !== '' && !/node_modules[\\/]\.bin$/u.test(folder))
    .some((folder) => realPath(join(folder, NAME)) === realPath(bin));
  return isLinked ? NAME : `node ${quoted(relative('', bin))}`;
};

const realPath = (file: string): string | undefined => {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
};

const quoted = (file: string): string => (/\s/u.test(file) ? `"${file}"` : file);
