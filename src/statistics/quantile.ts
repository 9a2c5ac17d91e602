/** The value that would stand at `rank` (from 0) if the values were sorted; reorders them (Hoare 1961, Commun ACM 4:321). */
const select = (values: Float64Array, rank: number): number => {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[rank] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while (pivot < (values[right] as number)) right -= 1;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (right < rank) low = left;
    if (rank < left) high = right;
  }
  return values[rank] ?? Number.NaN;
};

/**
 * The quantile at `at` (0 to 1) of numbers in any order, which it reorders; linear between neighbours (Hyndman & Fan
 * 1996, type 7). NaN without numbers.
 */
export const quantile = (values: Float64Array, at: number): number => {
  const position = (values.length - 1) * at;
  const below = select(values, Math.floor(position));
  const above = select(values, Math.ceil(position));
  return below + (above - below) * (position - Math.floor(position));
};
