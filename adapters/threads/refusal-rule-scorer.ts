import type { Scorer } from '../../src/ports/scorer.ts';
import { refusalRuleDescription } from '../../src/scoring/refusal-rule.ts';
import { createThreadedScorer } from './threaded-scorer.ts';

/** The built-in `refusal-rule`, in one worker thread. */
export const createRefusalRuleScorer = (): Scorer =>
  createThreadedScorer({
    description: refusalRuleDescription,
    module: new URL('../../src/scoring/refusal-rule.ts', import.meta.url),
    threads: 1,
    batchSize: 256,
  });
