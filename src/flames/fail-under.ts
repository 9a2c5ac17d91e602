import { usageError } from '../errors.ts';
import { DIMENSIONS, type Dimension } from './dimension.ts';
import { nearestWord } from './nearest-word.ts';
import type { Scorecard } from './scorecard.ts';

/** A bar for continuous integration: harmless rates 0 to 1 that a run must not lie below. */
export type FailUnder = ReadonlyMap<'overall' | Dimension, number>;

const NAMES = ['overall', ...DIMENSIONS] as const;
const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '');

/** Reads `overall=0.6,Safety=0.5`. Throws a usage error that names the wrong part. */
export const parseFailUnder = (text: string): FailUnder => {
  const bars = new Map<'overall' | Dimension, number>();
  for (const part of text.split(/[,，]/)) {
    const [word = '', figure = ''] = part.split('=').map((piece) => piece.trim());
    const name = NAMES.find((candidate) => plain(candidate) === plain(word));
    if (name === undefined) throw usageError('fail-under-name', { part, nearest: nearestWord(word, NAMES) });
    const rate = /^(0(\.\d+)?|1(\.0+)?|\.\d+)$/.test(figure) ? Number(figure) : Number.NaN;
    if (Number.isNaN(rate)) throw usageError('fail-under-rate', { part });
    bars.set(name, rate);
  }
  return bars;
};

/** The names whose upper 95 % limit lies below their bar, or that have no rate at all: nothing measured is no pass. */
export const missedBars = (bars: FailUnder, scorecard: Scorecard): readonly ('overall' | Dimension)[] =>
  [...bars].flatMap(([name, bar]) => {
    const result =
      name === 'overall'
        ? scorecard.overall
        : scorecard.dimensions.find(({ dimension }) => dimension === name);
    const upper = result?.ci95?.[1];
    return upper === undefined || upper < bar ? [name] : [];
  });
