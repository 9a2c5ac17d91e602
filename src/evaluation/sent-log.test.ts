import { expect, it } from 'vitest';
import { createSentLog, type Ticket } from './sent-log.ts';

const end = (ticket: Ticket | undefined, state: Ticket['state']): void => {
  if (ticket !== undefined) ticket.state = state;
};

it('counts what was not refused in a window before a moment', () => {
  const log = createSentLog();
  const tickets = [0, 100, 200, 1100, 1200].map((atMs) => log.send(atMs));
  end(tickets[1], 'refused');
  expect(log.rateUpTo(1100, 1000)).toBe(2);
  expect(log.rateUpTo(1200, 2000)).toBe(2);
});

it('tells the share of refusals only when enough was answered since a moment', () => {
  const log = createSentLog();
  const tickets = [0, 1, 2, 3].map((atMs) => log.send(atMs));
  for (const ticket of tickets) end(ticket, 'accepted');
  end(tickets[3], 'refused');
  expect(log.refusedShare(4, 0)).toBe(0.25);
  expect(log.refusedShare(2, 0)).toBe(0.5);
  expect(log.refusedShare(4, 1)).toBe(0);
});

it('takes silence that is long enough for acceptance', () => {
  const log = createSentLog();
  const [first, second] = [log.send(0), log.send(10), log.send(20)];
  end(second, 'refused');
  if (first === undefined) throw new Error('Nothing was sent.');
  expect(log.after(first, 15)).toEqual({ accepted: 0, refused: 1 });
  expect(log.after(first, 25)).toEqual({ accepted: 1, refused: 1 });
});

it('keeps counting when it has forgotten the oldest', () => {
  const log = createSentLog();
  for (let sent = 0; sent < 20_000; sent += 1) log.send(sent);
  expect(log.rateUpTo(19_999, 1000)).toBe(1000);
});
