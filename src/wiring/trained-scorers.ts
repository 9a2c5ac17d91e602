import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The scorers that the workspace trained: a folder each under `FLAMES_HOME/scorers`, also those that came after the start. */
export interface TrainedScorers {
  names(): readonly string[];
  folderOf(name: string): string;
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
  };
};
