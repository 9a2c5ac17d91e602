import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import type { Run } from '../flames/run.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import { inTurns } from '../steps.ts';
import { refuseUnconfirmed } from './confirm-cost.ts';
import { estimateCostUsd } from './estimate-cost.ts';
import { estimateScoringUsd } from './estimate-scoring.ts';
import { planWithin } from './plan-run.ts';

export interface TopUp {
  readonly words: readonly string[];
  /** The cost was confirmed by a person, or by `--yes`. */
  readonly confirmed: boolean;
}

/**
 * Tops a run up to a larger subset of its own prompt set and seed. Throws a `UserError` when the words are wrong, when
 * the subset leaves out prompts that the run has asked already, or when the cost of the prompts that it adds needs a person's
 * yes.
 */
export const topUp = async (run: Run, { words, confirmed }: TopUp, context: Context): Promise<Run> => {
  const { runs, prompts, config } = context;
  const { promptSet, seed, model } = run.terms;
  if (model.kind === 'imported') throw new UserError('imported-run', { id: run.id });
  const set = { id: promptSet.id, name: promptSet.name, sha256: promptSet.sha256, size: run.prompts };
  const own = words[0] === promptSet.name ? words.slice(1) : words;
  const planning = planWithin(set, own, seed ?? DEFAULT_SEED, prompts, config.limits.promptsPerRun);
  const plan = await inTurns(planning);
  const larger = new Set(plan.prompts.map(({ id }) => id));
  const present = new Set(runs.promptsOf(run.id));
  const left = [...present].filter((id) => !larger.has(id)).length;
  if (left > 0) throw new UserError('subset-not-larger', { subset: plan.subset, present: run.subset, left });
  if (!confirmed) {
    const added = plan.prompts.filter(({ id }) => !present.has(id));
    const scoring = await estimateScoringUsd(run.terms.scorer, added, context);
    refuseUnconfirmed((estimateCostUsd(model, added) ?? 0) + scoring, added.length, config);
  }
  runs.extend(
    run.id,
    plan.subset,
    plan.dimensions,
    plan.prompts.map(({ id }) => id),
  );
  return runs.find(run.id) ?? run;
};
