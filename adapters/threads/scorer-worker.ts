import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../src/errors.ts';
import type { BlockingScorer, CreateScorer } from '../../src/scoring/blocking-scorer.ts';
import type { ScoreReply, ScoreRequest, ScorerThreadData } from './scorer-messages.ts';

const load = async ({ module, settings }: ScorerThreadData): Promise<BlockingScorer> => {
  const { createScorer } = (await import(module)) as { readonly createScorer?: CreateScorer };
  if (createScorer === undefined) throw new Error('The module exports no createScorer.');
  return createScorer(settings);
};

const refused = ({ code, values }: UserError): ScoreReply => ({ kind: 'refused', code, values });

const answer = async (loading: Promise<BlockingScorer>, { items }: ScoreRequest): Promise<ScoreReply> => {
  try {
    const scorer = await loading;
    return { kind: 'scored', verdicts: await scorer.score(items) };
  } catch (error) {
    if (error instanceof UserError) return refused(error);
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
};

/** The thread's side: loads its scorer once, then answers one batch after the other. */
const serve = (port: NonNullable<typeof parentPort>): void => {
  const loading = load(workerData as ScorerThreadData);
  loading.catch(() => undefined);
  port.on('message', async (request: ScoreRequest) => port.postMessage(await answer(loading, request)));
};

if (parentPort !== null) serve(parentPort);
