import { describe, expect, it } from 'vitest';
import { packCalls } from './pack-calls.ts';

const lengths = Array.from({ length: 300 }, (_, at) => ({ at, length: 40 + ((at * 7919) % 1900) }));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const sizeOf = (call: readonly { length: number }[]): number =>
  call.length * Math.max(...call.map(({ length }) => length));

describe('sharing texts of mixed lengths out over calls', () => {
  const calls = packCalls(lengths, 2048);

  it('leaves no text out and repeats none', () => {
    expect(calls.flat().sort((a, b) => a.at - b.at)).toEqual(lengths);
    expect(calls.length).toBeLessThan(lengths.length);
  });

  it('pads at most a tenth of any call, and holds to the tokens of a call', () => {
    for (const call of calls) {
      expect(1 - sum(call.map(({ length }) => length)) / sizeOf(call)).toBeLessThanOrEqual(0.1);
      expect(sizeOf(call)).toBeLessThanOrEqual(2048);
    }
  });

  it('gives a text that is longer than a call one of its own', () => {
    expect(packCalls([{ length: 3000 }, { length: 10 }], 2048)).toEqual([
      [{ length: 10 }],
      [{ length: 3000 }],
    ]);
  });
});
