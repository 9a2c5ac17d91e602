import { UserError } from '../../errors.ts';
import type { ParsedLines } from '../../flames/json-lines.ts';

/** The values of a file that is whole; UserError `bad-labelled-file` names every bad line, `empty-labelled-file` a file without one. */
export const refuseBadLines = <T>(file: string, parsed: ParsedLines<T>): readonly T[] => {
  if (parsed.kind === 'bad') {
    const problems = parsed.problems.map(({ line, reason }) => `line ${line}: ${reason}`);
    throw new UserError('bad-labelled-file', { file, problems });
  }
  if (parsed.values.length === 0) throw new UserError('empty-labelled-file', { file });
  return parsed.values;
};
