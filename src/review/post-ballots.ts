import type { FlagId, RunId } from '../ids.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { FlagRow } from '../ports/review-store.ts';
import type { ReviewPorts } from './review-ports.ts';

const HOUR_MS = 3_600_000;

/**
 * Opens the ballots that come next, so that no channel has more than `openAtOnce`; `addressOf` says where a run's
 * ballots belong, or undefined while they have no place here. Audits first, then in the order of drawing. Gives the flags.
 */
export const postNextBallots = (
  { reviews, clock, rules }: ReviewPorts,
  addressOf: (run: RunId) => Address | undefined,
): readonly FlagId[] => {
  const waiting = reviews.list({ states: ['open'], posted: false, validRuns: true });
  const runs = [...new Set(waiting.map(({ flag }) => flag.run))];
  const places = new Map(runs.map((run) => [run, addressOf(run)]));
  const full = new Set<string>();
  return waiting.toSorted(auditsFirst).flatMap((row) => {
    const address = places.get(row.flag.run);
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
