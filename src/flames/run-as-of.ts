import type { Run } from './run.ts';

/** A run as it stood at a moment after it was asked for: not yet ended, not yet marked invalid. */
export const runAsOf = (run: Run, moment: Date): Run => {
  const startedAt = happened(run.startedAt, moment);
  const finishedAt = happened(run.finishedAt, moment);
  const invalid = run.invalid !== null && run.invalid.at <= moment ? run.invalid : null;
  if (run.finishedAt === null || finishedAt !== null) return { ...run, startedAt, invalid };
  const state = startedAt === null ? 'queued' : 'running';
  return { ...run, state, startedAt, finishedAt, invalid, note: null };
};

const happened = (at: Date | null, moment: Date): Date | null => (at !== null && at <= moment ? at : null);
