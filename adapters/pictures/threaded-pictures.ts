import pLimit from 'p-limit';
import { UserError } from '../../src/errors.ts';
import type { Pictures } from '../../src/ports/pictures.ts';
import { doInThread } from '../threads/one-job.ts';
import type { Drawing } from './picture-worker.ts';

/** Far more than any picture takes, the loading of the libraries included. */
const LONGEST_MS = 30_000;

/** Pictures with the fonts of a folder, each drawn in a thread of its own that ends with it; one at a time. */
export const createThreadedPictures = (fonts: string): Pictures => {
  const oneAtATime = pLimit(1);
  const drawn = (drawing: Omit<Drawing, 'fonts'>) => oneAtATime(() => draw({ ...drawing, fonts }));
  return {
    svg: async (picture) => String(await drawn({ picture, format: 'svg' })),
    png: async (picture) => {
      const bytes = await drawn({ picture, format: 'png' });
      return typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    },
  };
};

const draw = async (drawing: Drawing): Promise<string | Uint8Array> => {
  try {
    return await doInThread(new URL('./picture-worker.ts', import.meta.url), drawing, LONGEST_MS);
  } catch (error) {
    throw new UserError('picture-not-drawn', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
};
