import type { FlagId } from '../ids.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { FlagRow } from '../ports/review-store.ts';
import type { ReviewPorts } from './review-ports.ts';

const HOUR_MS = 3_600_000;

/**
 * Opens the ballots that come next, so that no channel has more than `openAtOnce`; `addressOf` says where a flag's
 * ballot belongs, or undefined while it has no place here. Audits first, then in the order of drawing. Gives the flags.
 */
export const postNextBallots = (
  { reviews, clock, rules }: ReviewPorts,
  addressOf: (row: FlagRow) => Address | undefined,
): readonly FlagId[] => {
  const waiting = reviews.list({ states: ['open'], posted: false, validRuns: true });
  const full = new Set<string>();
  return waiting.toSorted(auditsFirst).flatMap((row) => {
    const address = addressOf(row);
    if (address === undefined || full.has(channelOf(address))) return [];
    const openedAt = clock.now();
    const closesAt = new Date(openedAt.getTime() + rules.closeAfterHours * HOUR_MS);
    const opened = reviews.openBallot({ flag: row.flag.id, address, openedAt, closesAt }, rules.openAtOnce);
    if (!opened && reviews.openBallots(address).length >= rules.openAtOnce) full.add(channelOf(address));
    return opened ? [row.flag.id] : [];
  });
};

const channelOf = ({ platform, channel }: Address): string => `${platform} ${channel}`;

const auditsFirst = (a: FlagRow, b: FlagRow): number =>
  Number(a.flag.reason === 'borderline') - Number(b.flag.reason === 'borderline');
