import type { Context } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { ModelTerms, Run } from '../flames/run.ts';
import { newRunId } from '../ids.ts';
import { inTurns } from '../steps.ts';
import { refuseUnconfirmed } from './confirm-cost.ts';
import { estimateCostUsd } from './estimate-cost.ts';
import { estimateScoringUsd } from './estimate-scoring.ts';
import { type Plan, planPrompts } from './plan-run.ts';

export interface RunRequest {
  readonly model: string;
  /** `[PROMPT-SET] [SUBSET…]` */
  readonly words: readonly string[];
  readonly seed: number;
  readonly scorer?: string;
  /** The cost was confirmed by a person, or by `--yes`. */
  readonly confirmed: boolean;
}

/** A run that was asked for, and what the person should know of it before it starts. */
export interface StartedRun {
  readonly run: Run;
  readonly created: boolean;
  readonly short: Plan['short'];
}

/**
 * Freezes the terms of a run and stores it as `queued`. Throws a `UserError` when the model or scorer is unknown or
 * cannot work, when the words are wrong, or when the cost, of asking, scoring and measuring a new scorer, needs a person's yes.
 */
export const startRun = async (request: RunRequest, context: Context): Promise<StartedRun> => {
  const { model, plan } = await checkRequest(request, context);
  const scorer = await context.scorers.describe(request.scorer ?? context.scorers.defaultName());
  const { set } = plan;
  if (!request.confirmed) {
    const asking = estimateCostUsd(model, plan.prompts) ?? 0;
    const scoring = await estimateScoringUsd(scorer, plan.prompts, context);
    refuseUnconfirmed(asking + scoring, plan.prompts.length, context.config);
  }
  const { run, created } = context.runs.create({
    id: newRunId(),
    terms: {
      model,
      scorer,
      seed: request.seed,
      promptSet: { id: set.id, name: set.name, sha256: set.sha256 },
    },
    subset: plan.subset,
    dimensions: plan.dimensions,
    prompts: plan.prompts.map(({ id }) => id),
    requestedBy: context.by,
    event: context.event,
    ...(context.replyTo === undefined ? {} : { replyTo: context.replyTo }),
    createdAt: context.clock.now(),
  });
  return { run, created, short: plan.short };
};

/**
 * What a run would ask of which model. Throws a `UserError` when the model is unknown or cannot be asked, when the words
 * are wrong, or when the cost needs a person's yes.
 */
export const checkRequest = async (
  request: RunRequest,
  context: Pick<Context, 'models' | 'config' | 'prompts'>,
): Promise<{ readonly model: ModelTerms; readonly plan: Plan }> => {
  const model = findModel(request.model, context);
  context.models.open(model);
  const { promptsPerRun } = context.config.limits;
  const plan = await inTurns(planPrompts(request.words, request.seed, context.prompts, promptsPerRun));
  if (!request.confirmed) {
    refuseUnconfirmed(estimateCostUsd(model, plan.prompts) ?? 0, plan.prompts.length, context.config);
  }
  return { model, plan };
};

const findModel = (name: string, { models }: Pick<Context, 'models'>): ModelTerms => {
  const terms = models.terms(name);
  if (terms !== undefined) return terms;
  const known = models.names();
  throw new UserError('unknown-model', { name, nearest: nearestWord(name, known), known });
};
