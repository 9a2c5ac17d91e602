import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFault } from '../bot/follow-run.ts';

/**
 * Faults as lines of JSON in `flames.log` of the home, not over the chat on the screen. An error's other fields may hold
 * secrets: they stay out.
 */
export const createFaultLog = (home: string): LogFault => {
  const file = join(home, 'flames.log');
  return (where, error) => {
    const id = randomBytes(4).toString('hex');
    const known =
      error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
    try {
      appendFileSync(file, `${JSON.stringify({ at: new Date(), id, where, ...known })}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written is no reason to stop.
    }
    return id;
  };
};
