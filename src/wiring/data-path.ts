import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's folder, from the sources as well as from `dist/`: the nearest with a package.json. */
const packageFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

/** A file of `data/`. */
export const dataPath = (name: string): string => join(packageFolder(), 'data', name);

/** A file that the build made. */
export const builtPath = (name: string): string => join(packageFolder(), 'dist', name);

/** A file of `bin/`. */
export const binPath = (name: string): string => join(packageFolder(), 'bin', name);
