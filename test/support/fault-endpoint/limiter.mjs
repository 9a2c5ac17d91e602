/** Milliseconds until a limiter that counts in a sliding second takes one more; 0 takes it. */
const sliding = (perSecond) => {
  const taken = [];
  return (now) => {
    while (taken.length > 0 && taken[0] <= now - 1000) taken.shift();
    if (taken.length >= perSecond) return { waitMs: taken[0] + 1000 - now, remaining: 0 };
    taken.push(now);
    return { waitMs: 0, remaining: perSecond - taken.length };
  };
};

/** The same for a bucket that holds a second's allowance. */
const bucket = (perSecond) => {
  let level = perSecond;
  let at = 0;
  return (now) => {
    level = Math.min(perSecond, level + ((now - at) * perSecond) / 1000);
    at = now;
    if (level < 1) return { waitMs: ((1 - level) * 1000) / perSecond, remaining: 0 };
    level -= 1;
    return { waitMs: 0, remaining: Math.floor(level) };
  };
};

const LIMITERS = { sliding, bucket };

/** Enforces requests a second; without a number it lets everything pass. */
export const createLimiter = ({ requestsPerSecond, limiter }) =>
  requestsPerSecond === undefined
    ? () => ({ waitMs: 0, remaining: undefined })
    : LIMITERS[limiter](requestsPerSecond);
