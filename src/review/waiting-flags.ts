import type { FlagId } from '../ids.ts';
import type { FlagRow, FlagView, ReviewStore } from '../ports/review-store.ts';
import { type Voter, voterId } from './cast-vote.ts';
import type { FlagReason } from './flag.ts';

const AT_ONCE = 100;

function* openFlags(reason: FlagReason, reviews: ReviewStore): Generator<FlagRow, void, void> {
  let after: FlagId | undefined;
  do {
    const more = after === undefined ? {} : { after };
    const page = reviews.list({ states: ['open'], reason, validRuns: true, limit: AT_ONCE, ...more });
    yield* page;
    after = page[AT_ONCE - 1]?.flag.id;
  } while (after !== undefined);
}

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
    for (const { flag } of openFlags(reason, reviews)) {
      const view = reviews.find(flag.id);
      if (view === undefined || view.acts.some((act) => act.voter === voterId(voter))) continue;
      const platform = view.ballot?.address.platform ?? voter.platform;
      if (elsewhere || platform === voter.platform) yield view;
    }
  }
}
