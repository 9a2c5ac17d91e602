import type { Flag } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

/** Closes the ballots whose time is over; people who did not agree by then leave it to an adjudicator. Gives the flags. */
export const closeDueBallots = ({ reviews, clock }: ReviewPorts): readonly Flag[] => {
  const at = clock.now();
  const due = reviews.openBallots().filter(({ closesAt }) => closesAt <= at);
  return due.flatMap(({ flag: id }) => {
    const closed = reviews.change<Flag | null>(id, ({ flag }) =>
      flag.state === 'open'
        ? {
            result: { ...flag, state: 'disputed', closedAt: at },
            change: { at, close: { state: 'disputed', label: null, source: 'voters', by: `ballot ${id}` } },
          }
        : { result: null },
    );
    return closed === undefined || closed === null ? [] : [closed];
  });
};
