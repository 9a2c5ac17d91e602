import type { AuditText } from '../../ports/scorer-records.ts';
import type { LabelledResponse } from './labelled-response.ts';

/** Rows to learn from, and how many more there were that an audit holds. */
export interface Learnable {
  readonly training: readonly LabelledResponse[];
  readonly audited: number;
}

const keyOf = ({ prompt, response }: AuditText): string => JSON.stringify([prompt.trim(), response.trim()]);

/** Leaves out rows whose prompt and response an audit of the workspace holds, whatever label they have: those only evaluate. */
export const withoutAudits = (rows: readonly LabelledResponse[], audits: readonly AuditText[]): Learnable => {
  const held = new Set(audits.map(keyOf));
  const training = rows.filter((row) => !held.has(keyOf(row)));
  return { training, audited: rows.length - training.length };
};
