import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstMistake, mistakesOf } from './problem.ts';
import { LOCALES } from './texts/locale.ts';

/** What the library says of itself, of any rule. */
const LIBRARY = /expected|received|invalid|too (small|big)|>=|<=/i;

const said = (schema: z.ZodType, value: unknown): string => {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? 'nothing' : firstMistake(parsed.error).problem.in('en');
};

describe('a mistake that a schema found', () => {
  it.each([
    ['a list for settings', z.object({}), [], 'it is a list; give settings, each as "name: value"'],
    ['nothing', z.string(), undefined, 'it is missing; give a text'],
    ['null', z.array(z.string()), null, 'it is empty; give a list'],
    ['a text for a number', z.number(), 'ten', 'it is "ten"; give a number'],
    ['no number', z.number(), Number.NaN, 'it is no number; give a number'],
    ['a fraction', z.number().int(), 1.5, 'it is 1.5; give a whole number'],
    ['too little', z.number().positive(), 0, 'it is 0; give a number above 0'],
    ['too much', z.number().max(1), 2, 'it is 2; give a number of at most 1'],
    ['an empty text', z.string().min(1), '', 'it is empty; give at least one character'],
    ['a long text', z.string().max(3), '公平安全', 'it has 4 characters; give at most 3 characters'],
    ['too few', z.array(z.string()).min(2), ['a'], 'it is a list; give at least 2 of them'],
    ['another word', z.enum(['a', 'b']), 'c', 'it is "c"; say a or b'],
    ['a date', z.date(), {}, 'it is a group of settings; give something else'],
  ])('%s', (_what, schema, value, sentence) => {
    expect(said(schema, value)).toBe(sentence);
  });

  it('is never said in the words of the library, in no language', () => {
    const odd = z.object({
      a: z.bigint(),
      b: z.email(),
      c: z.tuple([z.string()]),
      d: z.number().multipleOf(2),
      e: z.union([z.string(), z.object({ x: z.literal(1) })]),
      f: z.record(z.string().regex(/^a/), z.string()),
      g: z.strictObject({}),
      h: z.set(z.string()).min(2),
      i: z.number().lt(1),
    });
    const parsed = odd.safeParse(
      { a: 1, b: 'b', c: [], d: 3, e: 4, f: { b: 'x' }, g: { y: 1 }, h: new Set(), i: 1 },
      { reportInput: true },
    );
    const mistakes = parsed.success ? [] : mistakesOf(parsed.error);
    expect(new Set(mistakes.map(({ path }) => path[0])).size).toBe(9);
    for (const { problem } of mistakes)
      for (const locale of LOCALES) expect(problem.in(locale)).not.toMatch(LIBRARY);
  });

  it('is shown within the shape that was meant', () => {
    const schema = z.object({ s: z.union([z.string(), z.object({ kind: z.literal('x'), n: z.number() })]) });
    const parsed = schema.safeParse({ s: { kind: 'x', n: 'many' } }, { reportInput: true });
    expect(parsed.success ? [] : mistakesOf(parsed.error)).toMatchObject([{ path: ['s', 'n'] }]);
  });

  it('repeats no address with a password and no long text', () => {
    for (const text of ['redis://user:secret@host', 'secret'.repeat(20)])
      expect(said(z.number(), text)).toBe('it is a text; give a number');
  });
});
