import { UserError, usageError } from '../errors.ts';
import { allowedLabels, type Label } from '../flames/label.ts';
import type { Voter } from './cast-vote.ts';
import { voterId } from './cast-vote.ts';
import { closeDueBallots } from './close-ballots.ts';
import type { Flag } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

export interface Adjudication {
  readonly flag: string;
  readonly label: Label;
  readonly by: Pick<Voter, 'platform' | 'id'>;
  readonly reason?: string;
}

/**
 * Decides a flag that people closed without agreeing, or corrects what they settled; the earlier labels stay in its
 * history. Throws a `UserError` for a flag that is unknown or still open, and for a label that its dimension lacks.
 */
export const adjudicate = ({ flag: name, label, by, reason }: Adjudication, ports: ReviewPorts): Flag => {
  const { reviews, clock } = ports;
  closeDueBallots(ports);
  const found = reviews.find(name);
  const at = clock.now();
  const decided =
    found &&
    reviews.change(found.flag.id, ({ flag }) => {
      const allowed = allowedLabels(flag.dimension);
      if (!allowed.includes(label)) {
        throw usageError('label-not-allowed', { flag: flag.id, label, dimension: flag.dimension, allowed });
      }
      if (flag.state === 'open') throw new UserError('ballot-still-open', { flag: flag.id });
      const close = { state: 'adjudicated', label, source: 'adjudicator', by: voterId(by) } as const;
      return {
        result: { ...flag, state: 'adjudicated' as const, label },
        change: { at, close: { ...close, ...(reason === undefined ? {} : { reason }) } },
      };
    });
  if (decided === undefined) throw new UserError('unknown-flag', { flag: name });
  return decided;
};
