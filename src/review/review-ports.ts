import type { FileConfig } from '../config-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReviewStore } from '../ports/review-store.ts';

export type ReviewRules = FileConfig['review'];

/** What the review works with. */
export interface ReviewPorts {
  readonly reviews: ReviewStore;
  readonly clock: Clock;
  readonly rules: ReviewRules;
}
