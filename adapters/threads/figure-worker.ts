import { composeDigest } from '../../src/digest/compose-digest.ts';
import { composeReviewReport } from '../../src/review/review-report.ts';
import { answerJob } from './one-job.ts';

/** What a thread is started with: which figures, and of what. */
export type FigureJob =
  | { readonly figures: 'digest'; readonly of: Parameters<typeof composeDigest> }
  | { readonly figures: 'review-report'; readonly of: Parameters<typeof composeReviewReport> };

await answerJob((job: FigureJob) =>
  job.figures === 'digest' ? composeDigest(...job.of) : composeReviewReport(...job.of),
);
