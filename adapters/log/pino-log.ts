import { randomBytes } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';
import type { Log } from '../../src/ports/log.ts';
import type { Secret } from '../../src/secret.ts';
import { createRedaction } from './redact.ts';

export interface LogSettings {
  /** The least level that is written. */
  readonly level: string;
  /** Standard error, or a file that only its owner may read. */
  readonly to: 'stderr' | { readonly file: string };
  /** Values that no line may hold. */
  readonly secrets: readonly Secret[];
}

/** An error's message may quote what somebody else sent. */
const LONGEST = 4000;

/** A log that cannot be written is no reason to stop: then lines are dropped. */
const destinationOf = (to: LogSettings['to']): DestinationStream => {
  const where = to === 'stderr' ? { dest: 2 } : { dest: to.file, mkdir: true, mode: 0o600 };
  try {
    const destination = pino.destination({ ...where, sync: true });
    destination.on('error', () => undefined);
    return destination;
  } catch {
    return { write: () => undefined };
  }
};

const knownOf = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { error: error.message.slice(0, LONGEST), stack: error.stack?.slice(0, LONGEST), cause: causeOf(error) }
    : { error: String(error).slice(0, LONGEST) };

const causeOf = ({ cause }: Error): string | undefined =>
  cause instanceof Error ? cause.message.slice(0, LONGEST) : undefined;

/** Lines of JSON. An error's other fields may hold secrets: they stay out. */
export const createPinoLog = ({ level, to, secrets }: LogSettings): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: createRedaction(secrets) },
    },
    destinationOf(to),
  );
  const quietly = (write: () => void): void => {
    try {
      write();
    } catch {
      // As above: dropped.
    }
  };
  return {
    debug: (what, facts = {}) => quietly(() => logger.debug(facts, what)),
    info: (what, facts = {}) => quietly(() => logger.info(facts, what)),
    warn: (what, facts = {}) => quietly(() => logger.warn(facts, what)),
    fault: (where, error, facts = {}) => {
      const fault = randomBytes(4).toString('hex');
      quietly(() => logger.error({ ...facts, fault, ...knownOf(error) }, where));
      return fault;
    },
  };
};
