import { reminderCard } from '../cards/reminder-card.ts';
import { REMINDER } from '../outbox/refusals.ts';
import type { Ballot } from '../ports/review-store.ts';
import { definiteVotes } from '../review/vote.ts';
import type { BallotDesk, BallotDeskPorts } from './ballot-desk.ts';

/** How often ballots of other processes and closing times are looked at. */
const EVERY_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

export interface ReviewLoop {
  stop(): Promise<void>;
}

/** Keeps ballots going while nobody does anything: closes what is due, follows other processes, reminds once a day. */
export const startReviewLoop = (
  ports: BallotDeskPorts & { readonly desk: BallotDesk; readonly fault: (error: unknown) => void },
): ReviewLoop => {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        ports.desk.sync();
        remind(ports);
      } catch (error) {
        ports.fault(error);
      }
      await ports.clock.sleep(EVERY_MS, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};

/** One message a day in each channel where ballots have waited for a day. */
const remind = (ports: BallotDeskPorts): void => {
  const { reviews, clock, outbox, rules, locale, platforms } = ports;
  const now = clock.now();
  const day = now.toISOString().slice(0, 10);
  const waiting = reviews.openBallots().filter(({ address, openedAt }) => {
    const platform = platforms.find(({ name }) => name === address.platform);
    return platform?.remembers === true && now.getTime() - openedAt.getTime() >= DAY_MS;
  });
  const channels = new Map<string, Ballot[]>();
  for (const ballot of waiting) {
    const channel = JSON.stringify(ballot.address);
    channels.set(channel, [...(channels.get(channel) ?? []), ballot]);
  }
  for (const [channel, ballots] of channels) {
    const [first] = ballots;
    if (first === undefined) continue;
    const lines = ballots.map(({ flag, closesAt }) => ({
      flag,
      closesAt,
      votes: definiteVotes(reviews.find(flag)?.acts ?? []),
    }));
    outbox.put(`${REMINDER}${day}:${channel}`, first.address, reminderCard(lines, rules.quorum, locale));
  }
};
