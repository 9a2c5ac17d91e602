import type { FlagId, RunId } from '../ids.ts';
import type { Address } from '../ports/chat-platform.ts';
import type { FlagRow } from '../ports/review-store.ts';
import type { FlagReason } from './flag.ts';
import type { ReviewPorts } from './review-ports.ts';

const HOUR_MS = 3_600_000;

/**
 * Opens the ballots that come next, so that no channel has more than `openAtOnce`; `addressOf` says where a run's
 * ballots belong, or undefined while they have no place here. Audits first, then in the order of drawing. Gives the flags.
 */
export const postNextBallots = (
  ports: ReviewPorts,
  addressOf: (run: RunId) => Address | undefined,
): readonly FlagId[] =>
  [...channelsOf(ports.reviews.runsWaiting(), addressOf).values()].flatMap((places) =>
    postInChannel(places, ports),
  );

/** Where the ballots of runs go that share a channel. */
type Places = Map<RunId, Address>;

const channelsOf = (
  runs: readonly RunId[],
  addressOf: (run: RunId) => Address | undefined,
): ReadonlyMap<string, Places> => {
  const channels = new Map<string, Places>();
  for (const run of runs) {
    const address = addressOf(run);
    if (address === undefined) continue;
    const name = `${address.platform} ${address.channel}`;
    channels.set(name, (channels.get(name) ?? new Map()).set(run, address));
  }
  return channels;
};

const postInChannel = (places: Places, { reviews, clock, rules }: ReviewPorts): readonly FlagId[] => {
  const [channel] = places.values();
  const runs = [...places.keys()];
  const room = rules.openAtOnce - reviews.openBallots(channel).length;
  const next = (reason: FlagReason, limit: number): readonly FlagRow[] =>
    limit > 0 ? reviews.list({ states: ['open'], posted: false, validRuns: true, reason, runs, limit }) : [];
  const audits = next('audit', room);
  return [...audits, ...next('borderline', room - audits.length)].flatMap(({ flag: { id, run } }) => {
    const address = places.get(run);
    const openedAt = clock.now();
    const closesAt = new Date(openedAt.getTime() + rules.closeAfterHours * HOUR_MS);
    if (address === undefined) return [];
    return reviews.openBallot({ flag: id, address, openedAt, closesAt }, rules.openAtOnce) ? [id] : [];
  });
};
