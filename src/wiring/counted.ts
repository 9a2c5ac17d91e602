import type { Clock } from '../ports/clock.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Scorer } from '../ports/scorer.ts';
import type { TargetModel } from '../ports/target-model.ts';

/** The same model, with its requests counted. */
export const countedModel = (model: TargetModel, metrics: Metrics): TargetModel => ({
  name: model.name,
  ask: async (prompt, options) => {
    const attempt = await model.ask(prompt, options);
    metrics.asked(attempt.kind === 'answered' ? 'answered' : attempt.failure);
    return attempt;
  },
});

/** The same scorer, with its verdicts counted. */
export const countedScorer = (
  scorer: Scorer,
  { metrics, clock }: { readonly metrics: Metrics; readonly clock: Clock },
): Scorer => ({
  description: scorer.description,
  batchSize: scorer.batchSize,
  parallelBatches: scorer.parallelBatches,
  score: async (items, signal) => {
    const startedMs = clock.monotonicMs();
    const verdicts = await scorer.score(items, signal);
    const labelled = verdicts.filter(({ kind }) => kind === 'label').length;
    metrics.scored({ labelled, unscored: verdicts.length - labelled }, clock.monotonicMs() - startedMs);
    return verdicts;
  },
  close: () => scorer.close(),
});
