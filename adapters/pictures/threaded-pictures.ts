import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { UserError } from '../../src/errors.ts';
import type { Pictures } from '../../src/ports/pictures.ts';
import { compiledModule } from '../threads/compiled-module.ts';
import type { DrawingReply, DrawingRequest } from './picture-messages.ts';

/** Far more than any picture takes, the loading of the libraries included. */
const LONGEST_MS = 30_000;

/** Pictures with the fonts of a folder, each drawn in a thread of its own that ends with it; one at a time. */
export const createThreadedPictures = (fonts: string): Pictures => {
  const oneAtATime = pLimit(1);
  const drawn = (request: Omit<DrawingRequest, 'fonts'>) => oneAtATime(() => draw({ ...request, fonts }));
  return {
    svg: async (picture) => String(await drawn({ picture, format: 'svg' })),
    png: async (picture) => {
      const bytes = await drawn({ picture, format: 'png' });
      return typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    },
  };
};

const draw = async (request: DrawingRequest): Promise<string | Uint8Array> => {
  // loaders of the parent (a test runner's, say) have no business in the thread
  const worker = new Worker(compiledModule(new URL('./picture-worker.ts', import.meta.url)), {
    workerData: request,
    execArgv: [],
  });
  try {
    const reply = await replyOf(worker);
    if (reply.kind === 'drawn') return reply.drawn;
    throw new UserError('picture-not-drawn', { reason: reply.message });
  } finally {
    await worker.terminate();
  }
};

const replyOf = (worker: Worker): Promise<DrawingReply> =>
  new Promise((resolve) => {
    const fail = (message: string): void => resolve({ kind: 'failed', message });
    const timer = setTimeout(() => fail(`it took longer than ${LONGEST_MS / 1000} seconds`), LONGEST_MS);
    worker.on('message', resolve);
    worker.on('error', (error: Error) => fail(error.message));
    worker.on('exit', (code) => {
      clearTimeout(timer);
      fail(`its thread ended with ${code}`);
    });
  });
