import { composeDigest } from '../../src/digest/compose-digest.ts';
import type { Figures } from '../../src/ports/figures.ts';
import { composeReviewReport } from '../../src/review/review-report.ts';

/** Figures that are computed at once, by whoever asks: for clocks that a test moves, which wait for no thread. */
export const createPlainFigures = (): Figures => ({
  digest: async (...of) => composeDigest(...of),
  reviewReport: async (...of) => composeReviewReport(...of),
});
