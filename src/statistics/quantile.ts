/** The quantile at `at` (0 to 1) of ascending numbers, linear between neighbours (Hyndman & Fan 1996, type 7). */
export const quantile = (ascending: Float64Array, at: number): number => {
  const position = (ascending.length - 1) * at;
  const below = ascending[Math.floor(position)] ?? Number.NaN;
  const above = ascending[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
};
