import type { FlagId } from '../ids.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Command, CommandResult, RawInput } from './command.ts';
import type { Context } from './context.ts';

export interface Act {
  readonly command: Command;
  readonly input: RawInput;
  readonly result: CommandResult;
}

/** Keeps who did what only some may do: that is what others may ask about. */
export const recordAct = (
  { command: { name, permission }, input, result }: Act,
  { by, clock, runs }: Pick<Context, 'by' | 'clock' | 'runs'>,
  auditLog: AuditLog,
): void => {
  if (permission === 'anyone') return;
  const { run: named, as } = input;
  const found = typeof named === 'string' ? runs.find(named)?.id : undefined;
  const run = result.kind === 'run' ? result.run.id : found;
  const flag = flagOf(input);
  const detail = (result.kind === 'card' ? result.logged : undefined) ?? detailOf(input);
  auditLog.append({
    at: clock.now(),
    who: typeof as === 'string' ? { platform: by.platform, id: as, name: as } : by,
    act: name,
    ...(run === undefined ? {} : { run }),
    ...(flag === undefined ? {} : { flag }),
    ...(detail === undefined ? {} : { detail }),
  });
};

/** The reason that somebody gave, or what left and whether with names. */
const detailOf = ({ because, what, words, name, 'with-names': names }: RawInput): string | undefined => {
  if (Array.isArray(because)) return because.join(' ');
  if (Array.isArray(words)) return [what, ...words].join(' ');
  if (typeof name === 'string') return name;
  return typeof what === 'string' ? `${what}${names === true ? ' with names' : ''}` : undefined;
};

/** The flag that a call is about. */
export const flagOf = ({ flag }: RawInput): FlagId | undefined =>
  typeof flag === 'string' ? (flag.toLowerCase() as FlagId) : undefined;
