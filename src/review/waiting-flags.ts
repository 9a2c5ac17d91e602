import type { FlagView, ReviewStore } from '../ports/review-store.ts';
import { type Voter, voterId } from './cast-vote.ts';

/**
 * Open flags that this person has not acted on, audits first, as ballots are posted. Whether the person may vote on one
 * is another question (`mayVote`). `elsewhere` keeps those whose ballot is on another platform.
 */
export function* waitingFlags(
  voter: Voter,
  reviews: ReviewStore,
  { elsewhere }: { readonly elsewhere: boolean },
): Generator<FlagView, void, void> {
  for (const reason of ['audit', 'borderline'] as const) {
    for (const { flag } of reviews.list({ states: ['open'], reason, validRuns: true })) {
      const view = reviews.find(flag.id);
      if (view === undefined || view.acts.some((act) => act.voter === voterId(voter))) continue;
      const platform = view.ballot?.address.platform ?? voter.platform;
      if (elsewhere || platform === voter.platform) yield view;
    }
  }
}
