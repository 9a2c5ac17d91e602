import type { composeDigest, Digest } from '../digest/compose-digest.ts';
import type { composeReviewReport, ReviewReport } from '../review/review-report.ts';

/**
 * Figures whose intervals take thousands of resamples, computed where they hold up nobody: what the functions that they
 * are named after give. Throws a UserError when they cannot be computed.
 */
export interface Figures {
  digest(...of: Parameters<typeof composeDigest>): Promise<Digest>;
  reviewReport(...of: Parameters<typeof composeReviewReport>): Promise<ReviewReport>;
}
