import type { Run } from '../flames/run.ts';
import type { RunId } from '../ids.ts';
import type { ReviewStore } from '../ports/review-store.ts';
import { atOnce, type Steps } from '../steps.ts';
import {
  type Candidate,
  drawFlags,
  extendAudit,
  type Flagged,
  orderCandidates,
  type SeededOrder,
} from './draw-flags.ts';
import type { DrawnFlag, Flag } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

/**
 * Draws the flags of a completed run and stores them; drawing again adds nothing. Labels that were made elsewhere say
 * nothing of their doubt, so that they are audited at most. Gives the flags that are new.
 */
export function* flagRun(run: Run, ports: ReviewPorts): Steps<readonly Flag[]> {
  const { id, prompts } = run;
  const order = yield* orderOf(run, ports.reviews);
  return yield* drawAndSave(id, (flagged) => drawFlags({ prompts, order, flagged }, ports.rules), ports);
}

/** Audits `more` responses in each dimension of a run than are audited now. Gives the flags that are new. */
export function* auditMore(run: Run, more: number, ports: ReviewPorts): Steps<readonly Flag[]> {
  const { id, prompts } = run;
  const order = yield* orderOf(run, ports.reviews);
  return yield* drawAndSave(id, (flagged) => extendAudit({ prompts, order, flagged }, more), ports);
}

const orderOf = (run: Run, reviews: ReviewStore): Steps<SeededOrder> =>
  orderCandidates(run.id, run.terms.seed ?? 0, pagesOf(run, reviews));

/** Draws in steps, and again in one go where others flagged meanwhile. */
function* drawAndSave(
  run: RunId,
  draw: (flagged: Flagged) => Steps<readonly DrawnFlag[]>,
  { reviews, clock }: ReviewPorts,
): Steps<readonly Flag[]> {
  const before = reviews.flagged(run);
  const drawn = yield* draw(before);
  return reviews.saveFlags(
    run,
    (flagged) => (areSame(flagged, before) ? drawn : atOnce(draw(flagged))),
    clock.now(),
  );
}

const areSame = (flagged: Flagged, before: Flagged): boolean =>
  flagged.size === before.size &&
  Array.from(flagged).every(([response, reason]) => before.get(response) === reason);

/** Candidates whose reading and hashing hold nobody up. */
const PAGE = 1000;

function* pagesOf({ id }: Run, reviews: ReviewStore): Generator<readonly Candidate[], void, void> {
  for (let after: number | undefined = -1; after !== undefined; ) {
    const page = reviews.candidates(id, after, PAGE);
    yield page;
    after = page.length < PAGE ? undefined : page.at(-1)?.position;
  }
}
