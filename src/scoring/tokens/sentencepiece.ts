import { createNormaliser } from './normalise-text.ts';
import { segmentBpe } from './segment-bpe.ts';
import { segmentUnigram } from './segment-unigram.ts';
import { PIECE, readSentencePieceModel, type SentencePieceModel } from './sentencepiece-model.ts';

/** A text as token ids, without marks of beginning and end. */
export type Tokenise = (text: string) => readonly number[];

const USABLE: readonly number[] = [PIECE.normal, PIECE.userDefined, PIECE.unused];

interface Entry {
  readonly id: number;
  readonly score: number;
  readonly unused: boolean;
}

const tableOf = ({ pieces }: SentencePieceModel): ReadonlyMap<string, Entry> =>
  new Map(
    pieces.flatMap(({ text, score, type }, id) =>
      USABLE.includes(type) ? [[text, { id, score, unused: type === PIECE.unused }] as const] : [],
    ),
  );

const createSegmenter = (
  { algorithm, pieces }: SentencePieceModel,
  table: ReadonlyMap<string, Entry>,
): ((text: string) => readonly string[]) => {
  if (algorithm === 'bpe') return (text) => segmentBpe(text, (piece) => table.get(piece));
  const normal = pieces.filter(({ type }) => type === PIECE.normal);
  const limits = {
    longest: pieces.reduce((most, { text }) => Math.max(most, Array.from(text).length), 1),
    worst: normal.reduce((least, { score }) => Math.min(least, score), 0),
  };
  const scoreOf = (piece: string): number | undefined => {
    const entry = table.get(piece);
    return entry === undefined || entry.unused ? undefined : entry.score;
  };
  return (text) => segmentUnigram(text, scoreOf, limits);
};

/** Ids of what no piece is: its bytes, or one unknown for a whole stretch of them. */
const createFallback = ({ byteFallback, pieces }: SentencePieceModel) => {
  const unknown = pieces.findIndex(({ type }) => type === PIECE.unknown);
  const bytes = new Map(
    pieces.flatMap(({ text, type }, id) => (type === PIECE.byte ? [[text, id] as const] : [])),
  );
  return (text: string, last: number | undefined): readonly number[] => {
    if (!byteFallback) return last === unknown ? [] : [unknown];
    return Array.from(new TextEncoder().encode(text), (byte) => {
      const name = `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
      return bytes.get(name) ?? unknown;
    });
  };
};

/**
 * The tokenizer of a SentencePiece `.model` file: BPE or unigram, as the reference implementation cuts. Throws an Error with
 * a sentence when the bytes are no such file.
 */
export const createSentencePiece = (bytes: Uint8Array): Tokenise => {
  const model = readSentencePieceModel(bytes);
  const table = tableOf(model);
  const normalise = createNormaliser(model);
  const segment = createSegmenter(model, table);
  const fallback = createFallback(model);
  return (text) => {
    const ids: number[] = [];
    for (const { text: stretch, fixed } of normalise(text)) {
      for (const piece of fixed ? [stretch] : segment(stretch)) {
        const id = table.get(piece)?.id;
        ids.push(...(id === undefined ? fallback(piece, ids.at(-1)) : [id]));
      }
    }
    return ids;
  };
};
