import { createHash } from 'node:crypto';

/** What a client has to make of each thing that the endpoint can do. */
export const OUTCOMES = {
  answer: 'answered',
  refusal: 'answered',
  thoughtful: 'answered',
  'thoughtful-tags': 'answered',
  length: 'answered',
  'slow-drip': 'answered',
  'limit-reached': 'rate-limited',
  'rate-limited': 'rate-limited',
  'rate-limited-told': 'rate-limited',
  'server-error': 'server-error',
  overloaded: 'server-error',
  reset: 'network',
  'half-body': 'network',
  'broken-json': 'malformed',
  html: 'malformed',
  empty: 'empty',
  null: 'empty',
  'content-filter': 'content-filter',
  'content-filter-400': 'content-filter',
  'tool-call': 'tool-call',
  'thought-only': 'thought-only',
  huge: 'too-large',
  hang: 'timeout',
};

/** Everything that goes wrong, in equal shares. */
export const FAULTS = Object.keys(OUTCOMES).filter(
  (kind) => OUTCOMES[kind] !== 'answered' && kind !== 'limit-reached',
);
const VARIANTS = ['refusal', 'thoughtful', 'thoughtful-tags', 'length', 'slow-drip'];

/** Two numbers from 0 to 1 that depend on nothing but their key. */
const dice = (key) => {
  const hash = createHash('sha256').update(key).digest();
  return [hash.readUInt32BE(0) / 2 ** 32, hash.readUInt32BE(4) / 2 ** 32];
};

const pick = (list, share) => list[Math.min(list.length - 1, Math.floor(share * list.length))];

/**
 * What the endpoint does with a prompt's nth request (from 1): decided by seed, prompt and number alone. A stuck
 * prompt fails in one way for ever; a prompt that was filtered, say, is filtered again.
 */
export const decide = ({ seed, faultRate, faults, variantRate, stuckRate }, prompt, number) => {
  const [stuck, how] = dice(`${seed}|stuck|${prompt}`);
  if (stuck < stuckRate) return pick(faults, how);
  const [chance, which] = dice(`${seed}|${prompt}|${number}`);
  if (chance < faultRate) return pick(faults, which);
  return chance < faultRate + variantRate ? pick(VARIANTS, which) : 'answer';
};
