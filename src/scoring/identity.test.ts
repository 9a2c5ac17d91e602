import { expect, test } from 'vitest';
import { canonicalJson, scorerIdentity } from './identity.ts';

test('the order of keys does not change an identity, the order of a list does', () => {
  expect(scorerIdentity({ a: 1, b: { c: [1, 2], d: null } })).toBe(
    scorerIdentity({ b: { d: null, c: [1, 2] }, a: 1 }),
  );
  expect(scorerIdentity({ a: [1, 2] })).not.toBe(scorerIdentity({ a: [2, 1] }));
});

test('canonical JSON is JSON with sorted keys and no spaces', () => {
  expect(canonicalJson({ b: '字"', a: [true, { z: 1, y: 0.5 }] })).toBe(
    '{"a":[true,{"y":0.5,"z":1}],"b":"字\\""}',
  );
});

test('an identity is a full SHA-256 in hex', () => {
  expect(scorerIdentity({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
