import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../../src/errors.ts';

const projectRoot = (folder: string): string => {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return projectRoot(dirname(folder));
};

/** Where the build puts a source file; a file that is compiled already stays where it is. */
const compiledPath = (path: string): string => {
  const script = path.replace(/\.ts$/, '.js');
  const root = projectRoot(dirname(path));
  const inside = relative(root, script);
  return inside.startsWith(`dist${sep}`) ? script : join(root, 'dist', inside);
};

/**
 * The JavaScript file of a module of ours, for a worker thread: Node 20 loads no TypeScript there. Under `dist/` the
 * file beside it, from source its twin under `dist/`; other files are taken as they are. Throws a UserError when the
 * build is missing.
 */
export const compiledModule = (module: URL): URL => {
  if (module.protocol !== 'file:' || !module.pathname.endsWith('.ts')) return module;
  const file = compiledPath(fileURLToPath(module));
  if (!existsSync(file)) throw new UserError('threads-not-built', { file });
  return pathToFileURL(file);
};
