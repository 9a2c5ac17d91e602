/** The longest rule at a place: how many bytes it takes and what it gives for them. */
export interface CharsMatch {
  readonly length: number;
  readonly text: string;
}

export type CharsMap = (bytes: Uint8Array, at: number) => CharsMatch | undefined;

const hasLeaf = (unit: number): boolean => ((unit >>> 8) & 1) === 1;
const replacementOf = (unit: number): number => unit & 0x7fffffff;
const labelOf = (unit: number): number => (unit & 0x800000ff) >>> 0;
const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);

const textAt = (texts: Uint8Array, at: number): string => {
  const end = texts.indexOf(0, at);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(texts.subarray(at, end < 0 ? undefined : end));
};

/**
 * The compiled normalisation of a SentencePiece model: the size of a double-array trie, the trie, then the replacements,
 * each ended by a zero byte (github.com/s-yata/darts-clone, Details.md; sentencepiece, normalizer.cc). Empty bytes map
 * nothing.
 */
export const readCharsMap = (bytes: Uint8Array): CharsMap => {
  if (bytes.length < 4) return () => undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(0, true);
  const texts = bytes.subarray(4 + size);
  const unitAt = (place: number): number => (place * 4 < size ? view.getUint32(4 + place * 4, true) : 0);
  return (text, at) => {
    let place = offsetOf(unitAt(0));
    let found: { length: number; value: number } | undefined;
    for (let length = 1; at + length <= text.length; length += 1) {
      const byte = text[at + length - 1] ?? 0;
      place ^= byte;
      const unit = unitAt(place);
      if (labelOf(unit) !== byte) break;
      place ^= offsetOf(unit);
      if (hasLeaf(unit)) found = { length, value: replacementOf(unitAt(place)) };
    }
    return found && { length: found.length, text: textAt(texts, found.value) };
  };
};
