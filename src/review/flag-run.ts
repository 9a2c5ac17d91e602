import type { Run } from '../flames/run.ts';
import type { ReviewStore } from '../ports/review-store.ts';
import type { Steps } from '../steps.ts';
import { type Candidate, drawFlags, extendAudit, orderCandidates, type SeededOrder } from './draw-flags.ts';
import type { Flag } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

/**
 * Draws the flags of a completed run and stores them; drawing again adds nothing. Labels that were made elsewhere say
 * nothing of their doubt, so that they are audited at most. Gives the flags that are new.
 */
export function* flagRun(run: Run, { reviews, clock, rules }: ReviewPorts): Steps<readonly Flag[]> {
  const { id, prompts } = run;
  const order = yield* orderOf(run, reviews);
  return reviews.saveFlags(id, (flagged) => drawFlags({ prompts, order, flagged }, rules), clock.now());
}

/** Audits `more` responses in each dimension of a run than are audited now. Gives the flags that are new. */
export function* auditMore(run: Run, more: number, { reviews, clock }: ReviewPorts): Steps<readonly Flag[]> {
  const { id, prompts } = run;
  const order = yield* orderOf(run, reviews);
  return reviews.saveFlags(id, (flagged) => extendAudit({ prompts, order, flagged }, more), clock.now());
}

const orderOf = (run: Run, reviews: ReviewStore): Steps<SeededOrder> =>
  orderCandidates(run.id, run.terms.seed ?? 0, pagesOf(run, reviews));

/** Candidates whose reading and hashing hold nobody up. */
const PAGE = 1000;

function* pagesOf({ id }: Run, reviews: ReviewStore): Generator<readonly Candidate[], void, void> {
  for (let after: number | undefined = -1; after !== undefined; ) {
    const page = reviews.candidates(id, after, PAGE);
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1)?.position;
  }
}
