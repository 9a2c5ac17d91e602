import { UserError } from '../../src/errors.ts';
import type { Figures } from '../../src/ports/figures.ts';
import type { FigureJob } from './figure-worker.ts';
import { doInThread } from './one-job.ts';

/** Ten thousand settled flags take a tenth of it. */
const LONGEST_MS = 60_000;

/** Figures that are computed in a thread of their own, which ends with them. */
export const createThreadedFigures = (): Figures => ({
  digest: (...of) => compute({ figures: 'digest', of }),
  reviewReport: (...of) => compute({ figures: 'review-report', of }),
});

const compute = async <Result>(job: FigureJob): Promise<Result> => {
  try {
    return await doInThread(new URL('./figure-worker.ts', import.meta.url), job, LONGEST_MS);
  } catch (error) {
    throw new UserError('figures-not-computed', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
};
