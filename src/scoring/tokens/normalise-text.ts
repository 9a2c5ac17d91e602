import { readCharsMap } from './chars-map.ts';
import { PIECE, type SentencePieceModel } from './sentencepiece-model.ts';

/** What stands for a space in pieces. */
export const SPACE_MARK = '\u2581';

/** A stretch of text: a user-defined piece that nothing may divide or change, or text to be divided. */
export interface Stretch {
  readonly text: string;
  readonly fixed: boolean;
}

const utf8Length = (first: number): number => (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

const longestFirst = (one: string, other: string): number => other.length - one.length;

/** A text cut before and after every user-defined piece, the longest first. */
const createSplitter = ({ pieces }: SentencePieceModel): ((text: string) => readonly Stretch[]) => {
  const fixed = pieces.filter(({ type }) => type === PIECE.userDefined).map(({ text }) => text);
  if (fixed.length === 0) return (text) => [{ text, fixed: false }];
  const escaped = fixed.sort(longestFirst).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`(${escaped.join('|')})`, 'u');
  return (text) => text.split(pattern).map((part, at) => ({ text: part, fixed: at % 2 === 1 }));
};

const createMapper = ({ charsMap }: SentencePieceModel): ((text: string) => string) => {
  if (charsMap.length === 0) return (text) => text;
  const match = readCharsMap(charsMap);
  return (text) => {
    const bytes = new TextEncoder().encode(text);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    let mapped = '';
    for (let at = 0; at < bytes.length; ) {
      const rule = match(bytes, at);
      const length = rule?.length ?? utf8Length(bytes[at] ?? 0);
      mapped += rule?.text ?? decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
    return mapped;
  };
};

const withoutExtraSpaces = (stretches: readonly Stretch[]): readonly Stretch[] => {
  let afterSpace = true;
  const trimmed = stretches.map(({ text, fixed }) => {
    const inner = text.replace(/ {2,}/g, ' ');
    const kept = afterSpace && !fixed ? inner.replace(/^ /, '') : inner;
    if (kept !== '') afterSpace = kept.endsWith(' ');
    return { text: kept, fixed };
  });
  const last = trimmed.findLastIndex(({ text }) => text.trim() !== '');
  return trimmed
    .slice(0, last + 1)
    .map((stretch, at) => (at === last ? { ...stretch, text: stretch.text.replace(/ $/, '') } : stretch));
};

const withPrefix = ([first, ...rest]: readonly Stretch[]): readonly Stretch[] => {
  if (first === undefined) return [];
  if (first.fixed) return [{ text: ' ', fixed: false }, first, ...rest];
  return [{ ...first, text: ` ${first.text}` }, ...rest];
};

/** Half a surrogate pair becomes the replacement character, as in UTF-8. */
const wellFormed = (text: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

/**
 * A text as the pieces see it (sentencepiece, normalizer.cc): mapped, without extra spaces where the model wants that,
 * spaces as `▁`, one of them before the first word.
 */
export const createNormaliser = (model: SentencePieceModel): ((text: string) => readonly Stretch[]) => {
  const split = createSplitter(model);
  const map = createMapper(model);
  return (text) => {
    const mapped = split(wellFormed(text)).map(({ text: part, fixed }) => ({
      text: fixed ? part : map(part),
      fixed,
    }));
    const spaced = model.removeExtraWhitespaces ? withoutExtraSpaces(mapped) : mapped;
    const whole = spaced.filter((stretch) => stretch.text !== '');
    return (model.addDummyPrefix ? withPrefix(whole) : whole).map(({ text: part, fixed }) => ({
      text: fixed ? part : part.replaceAll(' ', SPACE_MARK),
      fixed,
    }));
  };
};
