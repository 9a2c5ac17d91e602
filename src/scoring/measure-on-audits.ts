import type { Clock } from '../ports/clock.ts';
import type { Scorer } from '../ports/scorer.ts';
import type { AuditedResponse, ScorerRecords } from '../ports/scorer-records.ts';
import { scoreAll } from './score-all.ts';

export interface MeasuringPorts {
  readonly records: ScorerRecords;
  readonly clock: Pick<Clock, 'now'>;
  /** Of the latest audit labels at most so many: a judge costs money. */
  readonly most: number;
}

/**
 * Has a scorer say what it thinks of the audit labels that it has not seen, and keeps that; what it leaves unscored is
 * asked again next time. Gives the labels with what the scorer says of each. Rejects when the scorer is broken or
 * `signal` aborts.
 */
export const measureOnAudits = async (
  scorer: Scorer,
  { records, clock, most }: MeasuringPorts,
  signal: AbortSignal,
): Promise<readonly AuditedResponse[]> => {
  const { identity } = scorer.description;
  const unseen = records.audited(identity, most).filter(({ said }) => said === null);
  if (unseen.length > 0) {
    const verdicts = await scoreAll(
      scorer,
      unseen.map(({ item }) => item),
      signal,
    );
    const said = unseen.flatMap(({ response }, at) => {
      const verdict = verdicts[at];
      return verdict?.kind === 'label' ? [{ response, label: verdict.label }] : [];
    });
    records.saveTrials(identity, said, clock.now());
  }
  return records.audited(identity, most);
};
