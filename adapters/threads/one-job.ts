import { parentPort, Worker, workerData } from 'node:worker_threads';
import { compiledModule } from './compiled-module.ts';

/** Errors cross as sentences: an error object may hold what cannot be cloned. */
type Reply<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Does one job in a thread of its own that ends with it: `module` is a module of ours that calls `answerJob`. Rejects
 * with an Error when the job fails, its thread dies, or it takes longer than `longestMs`.
 */
export const doInThread = async <Job, Result>(module: URL, job: Job, longestMs: number): Promise<Result> => {
  // loaders of the parent (a test runner's, say) have no business in the thread
  const worker = new Worker(compiledModule(module), { workerData: job, execArgv: [] });
  try {
    const reply = await replyOf<Result>(worker, longestMs);
    if (reply.kind === 'done') return reply.result;
    throw new Error(reply.message);
  } finally {
    await worker.terminate();
  }
};

const replyOf = <Result>(worker: Worker, longestMs: number): Promise<Reply<Result>> =>
  new Promise((resolve) => {
    const fail = (message: string): void => resolve({ kind: 'failed', message });
    const timer = setTimeout(() => fail(`it took longer than ${longestMs / 1000} seconds`), longestMs);
    worker.on('message', resolve);
    worker.on('error', (error: Error) => fail(error.message));
    worker.on('exit', (code) => {
      clearTimeout(timer);
      fail(`its thread ended with ${code}`);
    });
  });

/** The thread's side of `doInThread`: does the job that the thread was started for, and nothing outside a thread. */
export const answerJob = async <Job, Result>(work: (job: Job) => Result | Promise<Result>): Promise<void> => {
  const answer = async (): Promise<Reply<Result>> => {
    try {
      return { kind: 'done', result: await work(workerData as Job) };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  };
  if (parentPort !== null) parentPort.postMessage(await answer());
};
