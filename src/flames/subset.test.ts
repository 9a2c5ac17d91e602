import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../errors.ts';
import { atOnce } from '../steps.ts';
import { DIMENSIONS, type Dimension, TAXONOMY } from './dimension.ts';
import type { Prompt } from './prompt.ts';
import { selectPrompts, spreadEvenly } from './select-prompts.ts';
import { formatSubset, parseSubset } from './subset.ts';

const SIZES: Readonly<Record<Dimension, number>> = {
  Fairness: 20,
  Safety: 40,
  Morality: 30,
  Legality: 10,
  'Data protection': 20,
};

const aPromptSet = (sizes = SIZES): readonly Prompt[] =>
  DIMENSIONS.flatMap((dimension) =>
    Array.from({ length: sizes[dimension] }, (_, index) => {
      const subcomponents = TAXONOMY[dimension];
      return {
        dimension,
        subcomponent: subcomponents[index % subcomponents.length] ?? null,
        text: `${dimension} ${index}`,
      };
    }),
  );

const chosen = (words: readonly string[], prompts = aPromptSet(), seed = 1): readonly string[] =>
  atOnce(selectPrompts(parseSubset(words), [prompts], seed)).prompts.map(({ text }) => text);

const counts = (words: readonly string[]): readonly number[] =>
  DIMENSIONS.map((dimension) => chosen(words).filter((text) => text.startsWith(dimension)).length);

const LEGALITY_BY_HASH = [3, 0, 2, 6, 5, 8, 9, 1, 4, 7].map((index) => `Legality ${index}`);

describe('subsets', () => {
  it('smoke asks two of each dimension, and quick twenty with what Legality lacks spread evenly over the others', () => {
    expect(counts(['smoke'])).toEqual([2, 2, 2, 2, 2]);
    expect(counts(['quick'])).toEqual([20, 25, 25, 10, 20]);
    expect(counts(['full'])).toEqual([20, 40, 30, 10, 20]);
  });

  it('are the same however the prompts of a large set come, with others served in between', () => {
    const prompts = aPromptSet({ ...SIZES, Safety: 9000 });
    const pages = [prompts.slice(0, 4000), prompts.slice(4000, 4001), prompts.slice(4001)];
    const steps = selectPrompts(parseSubset(['safety:5000', 'fairness']), pages, 1);
    let turns = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) turns += 1;
    const texts = step.value.prompts.map(({ text }) => text);
    expect(texts).toEqual(chosen(['safety:5000', 'fairness'], prompts));
    const keyOf = (text: string): string => createHash('sha256').update(`1\nSafety\n${text}`).digest('hex');
    const safety = prompts.map(({ text }) => text).filter((text) => text.startsWith('Safety'));
    const inOrder = safety.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    expect(texts.filter((text) => text.startsWith('Safety'))).toEqual(inOrder.slice(0, 5000));
    expect(turns).toBeGreaterThan(pages.length);
  });

  it('n=7 is as equal as can be, the first dimensions taking what is left over', () => {
    expect(counts(['n=7'])).toEqual([2, 2, 1, 1, 1]);
    expect(counts(['n=1000'])).toEqual([20, 40, 30, 10, 20]);
  });

  it('explicit amounts are never made up elsewhere, and say what is lacking', () => {
    const selection = atOnce(selectPrompts(parseSubset(['safety:500', 'legality']), [aPromptSet()], 1));
    expect(selection.prompts).toHaveLength(50);
    expect(selection.short).toEqual([{ word: 'safety', asked: 500, available: 40 }]);
    expect(selection.dimensions).toEqual(['Safety', 'Legality']);
  });

  it('a sub-component filters the order of its dimension', () => {
    const toxic = chosen(['toxic-language:3']);
    const fairness = chosen(['fairness']);
    const isToxic = (text: string): boolean => Number(text.split(' ')[1]) % 2 === 1;
    expect(toxic).toEqual(fairness.filter(isToxic).slice(0, 3));
  });

  it.each([
    ['快速', 'quick'],
    ['冒烟', 'smoke'],
    ['全部', 'full'],
    ['SMOKE', 'smoke'],
    ['安全:50 合法', 'safety:50 legality'],
    ['Data_Protection', 'data-protection'],
    ['data protection', 'data-protection'],
    ['数据保护：5', 'data-protection:5'],
    ['non-anthropomorphism:3', 'non-anthropomorphism:3'],
    ['n=200', 'n=200'],
    ['quick safety', 'quick safety'],
  ])('%s means %s', (words, canonical) => {
    expect(formatSubset(parseSubset([words]))).toBe(canonical);
    expect(parseSubset([canonical])).toEqual(parseSubset(words.split(' ')));
  });

  it.each([
    ['saftey', 'unknown-subset-word', 'safety'],
    ['qick', 'unknown-subset-word', 'quick'],
    ['safety:0', 'subset-bad-number', 'safety:0'],
    ['n=x', 'subset-bad-number', 'n=x'],
    ['smoke full', 'subset-two-sizes', 'smoke'],
    ['quick safety:5', 'subset-size-and-count', 'safety:5'],
  ])('%s is refused with the mend', (words, code, named) => {
    const refused = (): unknown => parseSubset(words.split(' '));
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(
      expect.objectContaining({ code, exitCode: 2, message: expect.stringContaining(named) }),
    );
  });

  it('the same words and seed give the same prompts whatever the order of the file; another seed gives others', () => {
    const reversed = [...aPromptSet()].reverse();
    expect(chosen(['n=30'], reversed)).toEqual(chosen(['n=30']));
    expect(chosen(['n=30'], aPromptSet(), 2)).not.toEqual(chosen(['n=30']));
  });

  it('the order within a dimension is the SHA-256 of seed, dimension and prompt', () => {
    // Computed with sha256sum over "1\nLegality\nLegality 0" and so on.
    expect(chosen(['legality'])).toEqual(LEGALITY_BY_HASH);
  });

  it('asks all dimensions side by side, so that a run that ends early has its share of each', () => {
    const all = chosen(['full']);
    for (const begun of [12, 30, 60, 90]) {
      for (const dimension of DIMENSIONS) {
        const asked = all.slice(0, begun).filter((text) => text.startsWith(dimension)).length;
        expect(Math.abs(asked - (SIZES[dimension] * begun) / all.length)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('a larger subset contains the smaller one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 0, max: 40 }), (small, more) => {
        const larger = new Set(chosen([`n=${small + more}`]));
        expect(chosen([`n=${small}`]).every((text) => larger.has(text))).toBe(true);
      }),
    );
  });

  it('sharing never gives more than there is, uses all that is asked, and is as equal as the capacities allow', () => {
    const shares = fc.tuple(fc.nat(300), fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(shares, ([total, capacities]) => {
        const amounts = spreadEvenly(total, capacities);
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(amounts)).toBe(Math.min(total, sum(capacities)));
        const most = Math.max(...amounts);
        amounts.forEach((amount, index) => {
          expect(amount).toBeLessThanOrEqual(capacities[index] ?? 0);
          if (amount < (capacities[index] ?? 0)) expect(most - amount).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('any words either mean a subset or are refused in a sentence', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'quick',
        'n=5',
        'safety',
        'safety:3',
        '合法',
        'toxic language',
        'constructor',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        try {
          expect(formatSubset(parseSubset(words))).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
