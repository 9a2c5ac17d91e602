/** A piece's id and score, where a text is one. */
export type FindPiece = (text: string) => { readonly score: number; readonly unused: boolean } | undefined;

interface Merge {
  readonly left: number;
  readonly right: number;
  readonly text: string;
  readonly score: number;
}

/** The best score first, of equals the leftmost. */
const before = (one: Merge, other: Merge): boolean =>
  one.score > other.score || (one.score === other.score && one.left < other.left);

/** A binary heap: texts may be long, and every merge adds two more. */
class MergeQueue {
  readonly #heap: Merge[] = [];

  push(merge: Merge): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(merge);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(merge, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = merge;
  }

  pop(): Merge | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      const children = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
      const best = children.reduce<number | undefined>((found, child) => {
        const [one, other] = [heap[child], found === undefined ? last : heap[found]];
        return one && other && before(one, other) ? child : found;
      }, undefined);
      const below = best === undefined ? undefined : heap[best];
      if (best === undefined || below === undefined) break;
      heap[at] = below;
      at = best;
    }
    heap[at] = last;
    return top;
  }
}

/**
 * Byte-pair encoding as SentencePiece does it (bpe_model.cc): the neighbours whose union is the best piece are joined until
 * none is one; unused pieces come apart again.
 */
export const segmentBpe = (text: string, find: FindPiece): readonly string[] => {
  const symbols: (string | undefined)[] = Array.from(text);
  const next = symbols.map((_, at) => at + 1);
  const previous = symbols.map((_, at) => at - 1);
  const queue = new MergeQueue();
  const parts = new Map<string, readonly [string, string]>();
  const offer = (left: number, right: number): void => {
    const [one, other] = [symbols[left], symbols[right]];
    if (one === undefined || other === undefined) return;
    const union = one + other;
    const piece = find(union);
    if (piece === undefined) return;
    queue.push({ left, right, text: union, score: piece.score });
    if (piece.unused) parts.set(union, [one, other]);
  };
  for (let at = 0; at + 1 < symbols.length; at += 1) offer(at, at + 1);
  for (let merge = queue.pop(); merge !== undefined; merge = queue.pop()) {
    const { left, right, text: union } = merge;
    const [one, other] = [symbols[left], symbols[right]];
    if (one === undefined || other === undefined || one.length + other.length !== union.length) continue;
    symbols[left] = union;
    symbols[right] = undefined;
    const after = next[right] ?? symbols.length;
    next[left] = after;
    if (after < symbols.length) previous[after] = left;
    offer(previous[left] ?? -1, left);
    offer(left, after);
  }
  return symbols.flatMap((symbol) => (symbol === undefined ? [] : apart(symbol, parts, find)));
};

const apart = (
  text: string,
  parts: ReadonlyMap<string, readonly [string, string]>,
  find: FindPiece,
): readonly string[] => {
  const halves = find(text)?.unused === true ? parts.get(text) : undefined;
  return halves === undefined ? [text] : halves.flatMap((half) => apart(half, parts, find));
};
