import type { Steps } from './steps.ts';

/** What has its place by a hash of hexadecimal digits. */
export interface Keyed {
  readonly key: string;
}

const DIGITS = '0123456789abcdef';
/** Sorting so many holds nobody up. */
const SORTED_AT_ONCE = 5000;

const inOrder = <Item extends Keyed>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** Items in the order of their keys; many of them in steps, by the first digit. */
export function* seededOrder<Item extends Keyed>(items: readonly Item[]): Steps<readonly Item[]> {
  if (items.length <= SORTED_AT_ONCE) return inOrder(items);
  const ordered: Item[] = [];
  for (const digit of DIGITS) {
    ordered.push(...inOrder(items.filter(({ key }) => key.startsWith(digit))));
    yield;
  }
  return ordered;
}
