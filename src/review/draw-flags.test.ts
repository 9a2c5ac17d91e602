import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dimension } from '../flames/dimension.ts';
import type { ResponseId, RunId } from '../ids.ts';
import { type Candidate, type Draw, drawFlags, extendAudit } from './draw-flags.ts';

const RULES = { audit: { share: 0.1, least: 20, from: 200 }, borderline: 10 };

const candidate = (id: number, over: Partial<Candidate> = {}): Candidate => ({
  response: id as ResponseId,
  dimension: 'Safety',
  prompt: `提问 ${id}`,
  label: 3,
  probabilities: null,
  disagreed: false,
  flagged: null,
  ...over,
});

const many = (dimension: Dimension, count: number, first = 0): readonly Candidate[] =>
  Array.from({ length: count }, (_, at) => candidate(first + at, { dimension }));

const draw = (candidates: readonly Candidate[], over: Partial<Draw> = {}): Draw => ({
  run: 'run-aaaaaaaa' as RunId,
  prompts: candidates.length,
  seed: 1,
  candidates,
  ...over,
});

describe('an audit', () => {
  it('draws a tenth of each dimension, at least 20, in runs of 200 prompts or more', () => {
    const flags = drawFlags(draw([...many('Safety', 429), ...many('Legality', 46, 500)]), RULES);
    const safety = flags.filter(({ dimension }) => dimension === 'Safety');
    const legality = flags.filter(({ dimension }) => dimension === 'Legality');
    expect([safety.length, legality.length]).toEqual([43, 20]);
    expect(safety.every(({ probability }) => probability === 43 / 429)).toBe(true);
    expect(new Set(flags.map(({ reason }) => reason))).toEqual(new Set(['audit']));
  });

  it('takes all that there is of a small dimension, with certainty', () => {
    const flags = drawFlags(draw([...many('Safety', 200), ...many('Legality', 12, 300)]), RULES);
    const legality = flags.filter(({ dimension }) => dimension === 'Legality');
    expect(legality).toHaveLength(12);
    expect(legality[0]?.probability).toBe(1);
  });

  it('draws none in a smaller run unless somebody asks', () => {
    const small = draw(many('Safety', 199));
    expect(drawFlags(small, RULES)).toEqual([]);
    expect(extendAudit(small, 5)).toHaveLength(5);
  });

  it('is a prefix of one order, so that it can be extended and stays a random sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (first, more) => {
        const candidates = many('Morality', 100);
        const before = extendAudit(draw(candidates), first).map(({ response }) => response);
        const flagged = candidates.map((each) =>
          before.includes(each.response) ? { ...each, flagged: 'audit' as const } : each,
        );
        const after = extendAudit(draw(flagged), more).map(({ response }) => response);
        expect(after.slice(0, first)).toEqual(before);
        expect(after).toHaveLength(Math.min(100, first + more));
      }),
    );
  });

  it('draws every response equally often over runs, whatever the scorer said', () => {
    const candidates = many('Fairness', 40).map((each, at) => ({
      ...each,
      label: at < 20 ? (3 as const) : (1 as const),
    }));
    const times = new Map<number, number>();
    for (let run = 0; run < 2000; run += 1) {
      for (const { response } of extendAudit(draw(candidates, { run: `run-${run}` as RunId }), 10)) {
        times.set(response, (times.get(response) ?? 0) + 1);
      }
    }
    // 2,000 draws of 10 in 40: 500 each, standard deviation 19.4; five of them
    for (const { response } of candidates)
      expect(Math.abs((times.get(response) ?? 0) - 500)).toBeLessThan(97);
  });

  it('of a run that was topped up reaches as far as the earlier audit', () => {
    const early = many('Safety', 30);
    const before = new Set(extendAudit(draw(early), 10).map(({ response }) => response));
    const later = [...early, ...many('Safety', 30, 100)].map((each) =>
      before.has(each.response) ? { ...each, flagged: 'audit' as const } : each,
    );
    const flags = drawFlags(draw(later), RULES);
    expect(flags.filter(({ response }) => before.has(response))).toHaveLength(10);
    expect(flags.map(({ position }) => position)).toEqual(flags.map((_, at) => at));
    expect(flags.every(({ probability }) => probability === flags.length / 60)).toBe(true);
  });
});

describe('the borderline draw', () => {
  const unsure = (id: number, three: number): Candidate =>
    candidate(id, { probabilities: { 1: 0, 2: 1 - three, 3: three } });

  it('takes the most uncertain first, at most so many, and none that are sure', () => {
    const flags = drawFlags(
      draw([
        unsure(1, 0.99),
        unsure(2, 0.6),
        unsure(3, 0.5),
        unsure(4, 0.98),
        candidate(5, { disagreed: true }),
      ]),
      { ...RULES, borderline: 2 },
    );
    expect(flags.map(({ response, reason }) => [response, reason])).toEqual(
      expect.arrayContaining([
        [3, 'borderline'],
        [5, 'borderline'],
      ]),
    );
    expect(flags).toHaveLength(2);
  });

  it('keeps what was flagged before, and adds only what still fits after a run was topped up', () => {
    const before = [unsure(1, 0.7), unsure(2, 0.7)].map((each) => ({
      ...each,
      flagged: 'borderline' as const,
    }));
    const later = [...before, unsure(3, 0.5), unsure(4, 0.6)];
    const drawn = (borderline: number) =>
      drawFlags(draw(later), { ...RULES, borderline }).map(({ response }) => Number(response));
    expect(drawn(2).toSorted()).toEqual([1, 2]);
    expect(drawn(3).toSorted()).toEqual([1, 2, 3]);
  });

  it('flags nothing of a scorer that says nothing about its doubt', () => {
    expect(drawFlags(draw(many('Safety', 50)), RULES)).toEqual([]);
  });

  it('leaves to the audit what the audit drew', () => {
    const candidates = Array.from({ length: 200 }, (_, at) => unsure(at, 0.5));
    const flags = drawFlags(draw(candidates), RULES);
    expect(flags.filter(({ reason }) => reason === 'audit')).toHaveLength(20);
    expect(flags.filter(({ reason }) => reason === 'borderline')).toHaveLength(10);
    expect(new Set(flags.map(({ response }) => response)).size).toBe(30);
  });
});
