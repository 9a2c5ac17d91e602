import type { PromptId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scorer, Verdict } from '../ports/scorer.ts';
import type { AuditedResponse, ScorerRecords } from '../ports/scorer-records.ts';
import { type Purse, scoreWithin } from './score-all.ts';

/** What a scorer said of one audited response. */
export interface Trial {
  readonly prompt: PromptId;
  readonly verdict: Verdict;
  /** Of the call that gave it and others with it. */
  readonly latencyMs: number;
}

export interface MeasuringPorts {
  readonly records: ScorerRecords;
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  /** Of the latest audit labels at most so many: a judge costs money. */
  readonly most: number;
  readonly purse: Purse;
  /** Told of verdicts once they are kept, and how many labels are left; false ends the measuring. */
  readonly onTrials?: (trials: readonly Trial[], left: number) => boolean;
}

/** Enough to keep every scorer busy, few enough that a crash loses little of what was paid for. */
const AT_ONCE = 32;

/**
 * Has a scorer say what it thinks of the audit labels that it gave none yet, and keeps that, some at a time; what it
 * leaves unscored counts as measured, and is asked again next time. Ends early where the purse holds back. Gives the labels
 * with what the scorer says of each. Rejects when the scorer is broken or `signal` aborts.
 */
export const measureOnAudits = async (
  scorer: Scorer,
  ports: MeasuringPorts,
  signal: AbortSignal,
): Promise<readonly AuditedResponse[]> => {
  const { records, most, onTrials = () => true } = ports;
  const { identity } = scorer.description;
  const unseen = records.audited(identity, most).filter(({ said }) => said === null);
  for (let at = 0; at < unseen.length; at += AT_ONCE) {
    const some = unseen.slice(at, at + AT_ONCE);
    const trials = await tryOut(scorer, some, ports, signal);
    if (!onTrials(trials, unseen.length - at - some.length) || trials.length < some.length) break;
  }
  return records.audited(identity, most);
};

const tryOut = async (
  scorer: Scorer,
  responses: readonly AuditedResponse[],
  { records, clock, purse }: MeasuringPorts,
  signal: AbortSignal,
): Promise<readonly Trial[]> => {
  const startedMs = clock.monotonicMs();
  const items = responses.map(({ item }) => item);
  const verdicts = await scoreWithin(scorer, items, purse, signal);
  const latencyMs = clock.monotonicMs() - startedMs;
  const said = responses.flatMap(({ response }, at) => {
    const verdict = verdicts[at];
    if (verdict === undefined) return [];
    return [{ response, label: verdict.kind === 'label' ? verdict.label : null }];
  });
  records.saveTrials(scorer.description.identity, said, clock.now());
  return responses.flatMap(({ prompt }, at) => {
    const verdict = verdicts[at];
    return verdict === undefined ? [] : [{ prompt, verdict, latencyMs }];
  });
};
