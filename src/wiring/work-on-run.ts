import type { WorkOptions } from '../commands/context.ts';
import { UserError } from '../errors.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { itemDeadlineMs } from '../evaluation/item-deadline.ts';
import type { WorkEvent } from '../evaluation/run-event.ts';
import type { Run } from '../flames/run.ts';
import type { TargetModel } from '../ports/target-model.ts';
import type { Locale } from '../texts/locale.ts';
import { runNoteTexts } from '../texts/run-notes.ts';
import { countedModel, countedScorer } from './counted.ts';
import { flagOnce } from './flag-once.ts';
import { measureFirst } from './measure-first.ts';
import type { World } from './open-world.ts';

export interface Work extends WorkOptions {
  /** Stops the run: it can go on later. */
  readonly signal: AbortSignal;
  /** The language of the note of a run that does not complete. */
  readonly locale: Locale;
  readonly onEvent: (event: WorkEvent) => void;
  /** A run that waited for its turn is cancelled when that was asked for meanwhile. Else working on it takes a request back. */
  readonly obeysEarlierCancel: boolean;
}

/** Claims a run and works on it in this process until it ends. Throws a `UserError` when another process has it. */
export const workOnRun = async (run: Run, work: Work, world: World): Promise<Run> => {
  const { stores, workQueue, clock } = world;
  const { model: terms, scorer: scoredBy } = run.terms;
  const model = terms.kind === 'imported' ? neverAsked(run) : world.models.open(terms);
  const scorer = await workQueue.open((scoredBy.rest ?? scoredBy).name, run.id);
  try {
    if (scorer.description.identity !== (scoredBy.rest ?? scoredBy).identity) {
      throw new UserError('scorer-changed', { id: run.id, scorer: scoredBy.name });
    }
    if (work.obeysEarlierCancel && stores.runs.isCancelRequested(run.id)) {
      await stores.runs.end(run.id, 'cancelled', () => clock.now(), runNoteTexts[work.locale].cancelled);
    } else {
      if (stores.runs.claim(run.id).kind !== 'claimed') throw new UserError('run-alive', { id: run.id });
      await measureFirst(run, scorer, work, world);
      const ports = {
        model: countedModel(model, world.metrics),
        scorer: countedScorer(scorer, world),
        hindrance: () => scorer.hindrance(),
        ...{ store: stores.runs, clock, setAside: world.setAside },
      };
      for await (const event of evaluate(run, ports, { ...paceOf(run, world), ...work })) work.onEvent(event);
    }
  } finally {
    await scorer.close();
  }
  const ended = stores.runs.find(run.id) ?? run;
  await flagOnce(ended, world);
  return ended;
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
    ...(settings === undefined ? {} : { deadlineMs: itemDeadlineMs(settings.timeoutSeconds) }),
  };
};
