import type { Label } from '../flames/label.ts';
import type { ResponseId } from '../ids.ts';
import type { AuditedResponse } from '../ports/scorer-records.ts';
import { type Interval, wilson } from '../statistics/interval.ts';
import { mcnemarMidP } from '../statistics/mcnemar.ts';
import { newcombePaired, type PairedTable } from '../statistics/newcombe-paired.ts';

/** Two scorers on the audit labels that both scored; rates 0 to 1, the difference is b − a. */
export interface ScorerComparison {
  readonly shared: number;
  readonly a: { readonly rate: number; readonly ci95: Interval };
  readonly b: { readonly rate: number; readonly ci95: Interval };
  readonly difference: number;
  readonly ci95: Interval;
  /** McNemar's mid-p. */
  readonly p: number;
}

/** Compares how often two scorers say what people settled. Null when there is no label that both scored. */
export const compareScorers = (
  a: readonly AuditedResponse[],
  b: readonly AuditedResponse[],
): ScorerComparison | null => {
  const table = pairedTable(a, b);
  const difference = newcombePaired(table);
  if (difference === null) return null;
  const { both, onlyA, onlyB, neither } = table;
  const shared = both + onlyA + onlyB + neither;
  const side = (right: number) => ({ rate: right / shared, ci95: wilson(right, shared) });
  return {
    shared,
    a: side(both + onlyA),
    b: side(both + onlyB),
    difference: difference.estimate,
    ci95: difference.interval,
    p: mcnemarMidP(onlyA, onlyB),
  };
};

const pairedTable = (a: readonly AuditedResponse[], b: readonly AuditedResponse[]): PairedTable => {
  const saidByA = new Map<ResponseId, Label | null>(a.map(({ response, said }) => [response, said]));
  const table = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const { response, truth, said } of b) {
    const other = saidByA.get(response) ?? null;
    if (other === null || said === null) continue;
    if (other === truth) table[said === truth ? 'both' : 'onlyA'] += 1;
    else table[said === truth ? 'onlyB' : 'neither'] += 1;
  }
  return table;
};
