import type { Run } from '../flames/run.ts';
import { drawFlags, extendAudit } from './draw-flags.ts';
import type { Flag } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

/**
 * Draws the flags of a completed run and stores them; drawing again adds nothing. Labels that were made elsewhere say
 * nothing of their doubt, so that they are audited at most. Gives the flags that are new.
 */
export const flagRun = (run: Run, { reviews, clock, rules }: ReviewPorts): readonly Flag[] =>
  reviews.saveFlags(run.id, drawFlags(drawOf(run, reviews), rules), clock.now());

/** Audits `more` responses in each dimension of a run than are audited now. Gives the flags that are new. */
export const auditMore = (run: Run, more: number, { reviews, clock }: ReviewPorts): readonly Flag[] =>
  reviews.saveFlags(run.id, extendAudit(drawOf(run, reviews), more), clock.now());

const drawOf = ({ id, prompts, terms }: Run, reviews: ReviewPorts['reviews']) => ({
  run: id,
  prompts,
  seed: terms.seed ?? 0,
  candidates: reviews.candidates(id),
});
