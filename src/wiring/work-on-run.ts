import type { ProgressLine } from '../../adapters/command-line/progress-line.ts';
import type { WorkOptions } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { RunEvent } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import type { TargetModel } from '../ports/target-model.ts';
import { commandTexts } from '../texts/commands.ts';
import { formatCount, formatMs, formatUsd } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { scorecardTexts } from '../texts/scorecard.ts';
import type { World } from './open-world.ts';

export interface Follower {
  readonly signal: AbortSignal;
  readonly progress: { readonly line: ProgressLine; readonly locale: Locale };
}

/** Claims a run and works on it in this process until it ends. Throws a `UserError` when another process has it. */
export const workOnRun = async (
  run: Run,
  { retryFailed }: WorkOptions,
  world: World,
  follower: Follower,
): Promise<Run> => {
  const { stores, scorers } = world;
  const { model: terms, scorer: scoredBy } = run.terms;
  const model = terms.kind === 'imported' ? neverAsked(run) : world.models.open(terms);
  const scorer = await scorers.open((scoredBy.rest ?? scoredBy).name);
  try {
    if (scorer.description.identity !== (scoredBy.rest ?? scoredBy).identity) {
      throw new UserError('scorer-changed', { id: run.id, scorer: scoredBy.name });
    }
    if (stores.runs.claim(run.id).kind !== 'claimed') throw new UserError('run-alive', { id: run.id });
    const ports = { model, scorer, store: stores.runs, clock: world.clock };
    const options = {
      ...paceOf(run, world),
      retryFailed,
      signal: follower.signal,
      locale: follower.progress.locale,
    };
    for await (const event of evaluate(run, ports, options)) showProgress(event, follower);
  } finally {
    follower.progress.line.end();
    await scorer.close();
  }
  return stores.runs.find(run.id) ?? run;
};

/** An imported run has nothing to ask: only its open rows are scored. */
const neverAsked = (run: Run): TargetModel => ({
  name: run.terms.model.name,
  ask: async () => {
    throw new UserError('imported-run', { id: run.id });
  },
});

const BUILT_IN_CONCURRENCY = 64;

const paceOf = (run: Run, { config }: World) => {
  const { name } = run.terms.model;
  const settings = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
  const { costPerRunUsd, costPerDayUsd } = config.limits;
  return {
    concurrency: settings?.concurrency ?? BUILT_IN_CONCURRENCY,
    requestsPerMinute: settings?.requestsPerMinute,
    tokensPerMinute: settings?.tokensPerMinute,
    caps: { costPerRunUsd, costPerDayUsd },
  };
};

const showProgress = (event: RunEvent, { progress: { line, locale } }: Follower): void => {
  if (event.kind === 'waiting') return;
  const text = commandTexts[locale].progress({
    done: formatCount(event.done),
    total: formatCount(event.total),
    failed: formatCount(event.failed),
    left: formatMs(event.etaMs),
    cost: formatUsd(event.costUsd, scorecardTexts[locale].costUnknown),
  });
  line.update(event.done, event.total, text);
};
