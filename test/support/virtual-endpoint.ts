import { createPace, type PaceSettings, type Permit } from '../../src/evaluation/pace.ts';
import { aFailed, anAnswered } from './scripted-model.ts';
import { seededRandom } from './seeded-random.ts';

/** Whether an endpoint takes a request that arrives at a moment, in milliseconds. */
export type Limiter = (atMs: number) => boolean;

/** At most `count` in any second. */
export const slidingSecond = (count: number): Limiter => {
  const taken: number[] = [];
  return (atMs) => {
    while (taken[0] !== undefined && taken[0] <= atMs - 1000) taken.shift();
    if (taken.length >= count) return false;
    taken.push(atMs);
    return true;
  };
};

/** `count` a second on average, and a second's worth at once after a rest. */
export const fullBucket = (count: number): Limiter => {
  let level = count;
  let lastMs = 0;
  return (atMs) => {
    level = Math.min(count, level + ((atMs - lastMs) * count) / 1000);
    lastMs = atMs;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
};

/** Refuses this share, 0 to 1, whatever the pace. */
export const capricious = (share: number, seed: number): Limiter => {
  const random = seededRandom(seed);
  return () => random() >= share;
};

export interface Asked {
  readonly seconds: number;
  readonly perSecond: number;
  /** Share of the requests that were refused, 0 to 1. */
  readonly refused: number;
  readonly mostUnderWay: number;
}

interface Options extends PaceSettings {
  readonly requests: number;
  readonly limiter: Limiter;
  readonly retryAfterMs?: number;
  readonly latencyMs?: number;
}

interface Event {
  readonly atMs: number;
  readonly happen: () => void;
}

const REFUSAL_MS = 3;
const TRAVEL_MS = 3;

/** Sends requests to an endpoint that exists only in numbers, at the pace, and tells how it went. */
export const askVirtually = (options: Options): Asked => {
  const { requests, limiter, retryAfterMs, latencyMs = 200 } = options;
  const pace = createPace(options);
  const random = seededRandom(11);
  let nowMs = 0;
  let left = requests;
  let answered = 0;
  let sent = 0;
  let refused = 0;
  let mostUnderWay = 0;
  let events: Event[] = [];
  const later = (ms: number, happen: () => void): void => {
    events.push({ atMs: nowMs + ms, happen });
  };
  const refuse = (permit: Permit): void => {
    refused += 1;
    pace.end(permit, aFailed('rate-limited', retryAfterMs === undefined ? {} : { retryAfterMs }), nowMs);
    later(200 + 300 * random(), () => {
      left += 1;
    });
  };
  const arrive = (permit: Permit): void => {
    const taken = limiter(nowMs);
    later(taken ? latencyMs : REFUSAL_MS, () => {
      if (!taken) return refuse(permit);
      answered += 1;
      pace.end(permit, anAnswered(), nowMs);
    });
  };
  while (answered < requests) {
    while (left > 0 && pace.waitMs(nowMs, 15) <= 0) {
      const permit = pace.begin(nowMs, 15);
      left -= 1;
      sent += 1;
      mostUnderWay = Math.max(mostUnderWay, pace.underWay);
      later(1 + TRAVEL_MS * random(), () => arrive(permit));
    }
    const waitMs = left > 0 ? pace.waitMs(nowMs, 15) : Number.POSITIVE_INFINITY;
    const timer = Number.isFinite(waitMs) ? nowMs + Math.ceil(waitMs) + random() : Number.POSITIVE_INFINITY;
    const next = events.reduce((first, { atMs }) => Math.min(first, atMs), timer);
    if (!Number.isFinite(next)) throw new Error('Nothing happens any more.');
    nowMs = next;
    const due = events.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    events = events.filter(({ atMs }) => atMs > nowMs);
    for (const { happen } of due) happen();
  }
  const seconds = nowMs / 1000;
  return { seconds, perSecond: requests / seconds, refused: refused / sent, mostUnderWay };
};
