import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import type { Run } from '../flames/run.ts';
import { DEFAULT_SEED } from '../flames/select-prompts.ts';
import { planWithin } from './plan-run.ts';

/**
 * Tops a run up to a larger subset of its own prompt set and seed. Throws a `UserError` when the words are wrong, or
 * when the subset leaves out prompts that the run has asked already.
 */
export const topUp = (run: Run, words: readonly string[], { runs, prompts, config }: Context): Run => {
  const { promptSet, seed, model } = run.terms;
  if (model.kind === 'imported') throw new UserError('imported-run', { id: run.id });
  const set = { id: promptSet.id, name: promptSet.name, sha256: promptSet.sha256, size: run.prompts };
  const own = words[0] === promptSet.name ? words.slice(1) : words;
  const plan = planWithin(set, own, seed ?? DEFAULT_SEED, prompts, config.limits.promptsPerRun);
  const larger = new Set(plan.prompts.map(({ id }) => id));
  const left = runs.promptsOf(run.id).filter((id) => !larger.has(id)).length;
  if (left > 0) throw new UserError('subset-not-larger', { subset: plan.subset, present: run.subset, left });
  runs.extend(
    run.id,
    plan.subset,
    plan.dimensions,
    plan.prompts.map(({ id }) => id),
  );
  return runs.find(run.id) ?? run;
};
