import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, type Dimension } from '../flames/dimension.ts';
import type { ResponseId, RunId } from '../ids.ts';
import { atOnce } from '../steps.ts';
import {
  type Candidate,
  type Draw,
  type DrawRules,
  orderCandidates,
  drawFlags as stepsOfDraw,
  extendAudit as stepsOfExtension,
} from './draw-flags.ts';
import type { FlagReason } from './flag.ts';
import { uncertaintyOf } from './uncertainty.ts';

const RULES = { audit: { share: 0.1, least: 20, from: 200 }, borderline: 10 };

/** With why it is flagged already. */
interface Known extends Candidate {
  readonly flagged: FlagReason | null;
}

const candidate = (id: number, over: Partial<Known> = {}): Known => ({
  response: id as ResponseId,
  dimension: 'Safety',
  prompt: `提问 ${id}`,
  label: 3,
  probabilities: null,
  disagreed: false,
  flagged: null,
  ...over,
});

const drawFlags = (drawn: Draw, rules: DrawRules) => atOnce(stepsOfDraw(drawn, rules));
const extendAudit = (drawn: Draw, more: number) => atOnce(stepsOfExtension(drawn, more));

const many = (dimension: Dimension, count: number, first = 0): readonly Known[] =>
  Array.from({ length: count }, (_, at) => candidate(first + at, { dimension }));

const RUN = 'run-aaaaaaaa' as RunId;

const draw = (candidates: readonly Known[], run = RUN): Draw => ({
  prompts: candidates.length,
  order: atOnce(orderCandidates(run, 1, [candidates])),
  flagged: new Map(
    candidates.flatMap(({ response, flagged }) => (flagged === null ? [] : [[response, flagged]])),
  ),
});

/** Many candidates of all dimensions, some of which are flagged, in doubt or both. */
const aCrowd = (count: number): readonly Known[] =>
  Array.from({ length: count }, (_, n) => {
    const three = (n % 101) / 100;
    return candidate(n + 1, {
      dimension: DIMENSIONS[n % 5] ?? 'Safety',
      prompt: `提问 ${n}`,
      label: ([1, 2, 3] as const)[n % 3] ?? 3,
      probabilities: n % 7 === 0 ? null : { 1: 0, 2: 1 - three, 3: three },
      disagreed: n % 13 === 0,
      flagged: n % 400 === 3 ? 'borderline' : n % 900 === 5 ? 'audit' : null,
    });
  });

/** The flags by the definition alone: everything sorted by its hash, all in one go. */
const plainDraw = (all: readonly Known[], seed: number, borderline: number) => {
  const keyOf = ({ dimension, prompt }: Known): string =>
    createHash('sha256').update(`audit\n${RUN}\n${seed}\n${dimension}\n${prompt}`).digest('hex');
  const sorted = all
    .map((each) => ({ ...each, key: keyOf(each), uncertainty: uncertaintyOf(each) ?? -1 }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const audit = DIMENSIONS.flatMap((dimension) => {
    const own = sorted.filter((each) => each.dimension === dimension);
    const before = Math.max(...own.map(({ flagged }, at) => (flagged === 'audit' ? at + 1 : 0)));
    return own.slice(0, Math.max(before, Math.ceil(own.length / 10)));
  });
  const doubted = sorted
    .filter((each) => each.uncertainty >= 0 && !audit.includes(each))
    .map((each) => ({ ...each, first: each.flagged === 'borderline' ? 1 : 0 }))
    .toSorted((a, b) => b.first - a.first || b.uncertainty - a.uncertainty);
  return [...audit, ...doubted.slice(0, borderline)].map(({ response }) => response);
};

describe('the draw of a large run', () => {
  it('is what the definition says, however the candidates come', () => {
    const all = aCrowd(12_000);
    const pages = [all.slice(0, 5000), all.slice(5000, 5001), all.slice(5001)];
    const order = atOnce(orderCandidates(RUN, 7, pages));
    const known = { ...draw(all), order };
    const flags = drawFlags(known, { ...RULES, borderline: 30 });
    expect(flags.map(({ response }) => response)).toEqual(plainDraw(all, 7, 30));
    const written = createHash('sha256').update(JSON.stringify(flags)).digest('hex');
    expect(written).toBe('d235f596e87707ae594a1ea2a8e28d5353cf07b6f566f22c70452c313fa85e19');
  });

  it('is made in steps, none of which takes all candidates', () => {
    const all = aCrowd(12_000);
    let read = 0;
    const pages = function* () {
      for (let at = 0; at < all.length; at += 1000) {
        read += 1;
        yield all.slice(at, at + 1000);
      }
    };
    const steps = orderCandidates(RUN, 7, pages());
    const readIn: number[] = [];
    for (let isOver = false; !isOver; ) {
      const before = read;
      isOver = steps.next().done === true;
      readIn.push(read - before);
    }
    expect(Math.max(...readIn)).toBeLessThanOrEqual(2);
    expect(readIn.length).toBeGreaterThan(24);
    const known = { ...draw([]), prompts: all.length, order: atOnce(orderCandidates(RUN, 7, [all])) };
    expect(Array.from(stepsOfDraw(known, RULES)).length).toBeGreaterThanOrEqual(DIMENSIONS.length + 3);
  });
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
      for (const { response } of extendAudit(draw(candidates, `run-${run}` as RunId), 10)) {
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
  const unsure = (id: number, three: number): Known =>
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
