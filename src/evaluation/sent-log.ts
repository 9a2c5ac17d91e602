/** One request on its way, for those who learn from its end. */
export interface Ticket {
  readonly sentAtMs: number;
  state: 'open' | 'accepted' | 'refused';
}

const KEPT = 4096;

export interface SentLog {
  send(nowMs: number): Ticket;
  /** Requests a second that were not refused, among those sent in the `windowMs` before (and with) this moment. */
  rateUpTo(momentMs: number, windowMs: number): number;
  /** Share refused among the last `count` requests that were answered and sent since a moment, 0 to 1; 0 while there are fewer. */
  refusedShare(count: number, sinceMs: number): number;
  /** Ends of the requests sent after this one; one that is open and was sent before `quietMs` is as good as accepted. */
  after(ticket: Ticket, quietMs: number): { readonly accepted: number; readonly refused: number };
}

/** The last requests, in the order of sending. */
export const createSentLog = (): SentLog => {
  let log: Ticket[] = [];
  const recent = (until: (ticket: Ticket) => boolean, visit: (ticket: Ticket) => void): void => {
    for (let index = log.length - 1; index >= 0; index -= 1) {
      const ticket = log[index];
      if (ticket === undefined || until(ticket)) return;
      visit(ticket);
    }
  };
  return {
    send(nowMs) {
      const ticket: Ticket = { sentAtMs: nowMs, state: 'open' };
      log.push(ticket);
      if (log.length >= 2 * KEPT) log = log.slice(KEPT);
      return ticket;
    },
    rateUpTo(momentMs, windowMs) {
      let count = 0;
      recent(
        ({ sentAtMs }) => sentAtMs <= momentMs - windowMs,
        ({ sentAtMs, state }) => {
          if (sentAtMs <= momentMs && state !== 'refused') count += 1;
        },
      );
      return (count * 1000) / windowMs;
    },
    refusedShare(count, sinceMs) {
      let answered = 0;
      let refused = 0;
      recent(
        ({ sentAtMs }) => answered >= count || sentAtMs < sinceMs,
        ({ state }) => {
          answered += state === 'open' ? 0 : 1;
          refused += state === 'refused' ? 1 : 0;
        },
      );
      return answered < count ? 0 : refused / answered;
    },
    after(ticket, quietMs) {
      const ends = { accepted: 0, refused: 0 };
      recent(
        (other) => other === ticket,
        ({ state, sentAtMs }) => {
          if (state !== 'open') ends[state] += 1;
          else if (sentAtMs < quietMs) ends.accepted += 1;
        },
      );
      return ends;
    },
  };
};
