interface Marks {
  readonly axis: string;
  readonly low: string;
  readonly high: string;
  readonly range: string;
  readonly value: string;
  readonly full: string;
  readonly empty: string;
}
const UNICODE: Marks = { axis: '─', low: '┤', high: '├', range: '▓', value: '●', full: '█', empty: '░' };
const ASCII: Marks = { axis: '-', low: '[', high: ']', range: '=', value: 'o', full: '#', empty: '.' };

const marksOf = (unicode: boolean): Marks => (unicode ? UNICODE : ASCII);
const share = (value: number): number => (Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value)));

/** An interval on an axis from 0 to 1 that is `width` characters wide: `──┤▓●▓▓├──────`. */
export const drawInterval = (
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  width: number,
  unicode: boolean,
): string => {
  const marks = marksOf(unicode);
  const place = (at: number): number => Math.round(share(at) * (width - 1));
  const markAt = (at: number): string => {
    if (at === place(value)) return marks.value;
    if (at === place(low)) return marks.low;
    if (at === place(high)) return marks.high;
    return at > place(low) && at < place(high) ? marks.range : marks.axis;
  };
  return Array.from({ length: width }, (_, at) => markAt(at)).join('');
};

/** `done` of `total` as a bar of `width` characters; full only when nothing is left. */
export const drawProgress = (done: number, total: number, width: number, unicode: boolean): string => {
  const marks = marksOf(unicode);
  const full = total > 0 ? Math.floor(share(done / total) * width) : 0;
  return marks.full.repeat(full) + marks.empty.repeat(width - full);
};
