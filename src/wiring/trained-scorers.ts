import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FETCHED } from '../../adapters/onnx/package-files.ts';

/** The scorers that the workspace trained or fetched: a folder each under `FLAMES_HOME/scorers`, also those that came after the start. */
export interface TrainedScorers {
  names(): readonly string[];
  folderOf(name: string): string;
  isFetched(name: string): boolean;
  /** Another text each time its package is written; undefined while there is none. */
  stampOf(name: string): string | undefined;
}

export const createTrainedScorers = (home: string): TrainedScorers => {
  const root = join(home, 'scorers');
  return {
    names: () => {
      try {
        return readdirSync(root, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => name)
          .sort();
      } catch {
        return [];
      }
    },
    folderOf: (name) => join(root, name),
    isFetched: (name) => existsSync(join(root, name, FETCHED)),
    stampOf: (name) => {
      // the manifest is the last file of a package that is written
      const manifest = statSync(join(root, name, 'manifest.json'), { throwIfNoEntry: false });
      return manifest && `${manifest.ino} ${manifest.mtimeMs}`;
    },
  };
};
