import { UserError } from '../errors.ts';
import { nearestWord } from '../flames/nearest-word.ts';
import type { Run } from '../flames/run.ts';
import type { RunStore } from '../ports/run-store.ts';

const RECENT = 200;

/** The run that a person means by its id, or by `last`. Throws a `UserError` that names the nearest id. */
export const findRun = (id: string, runs: RunStore): Run => {
  const run = id === 'last' ? runs.list({ limit: 1 })[0] : runs.find(id);
  if (run !== undefined) return run;
  const known = runs.list({ limit: RECENT }).map((recent) => recent.id);
  throw new UserError('unknown-run', { id, nearest: nearestWord(id, known) });
};
