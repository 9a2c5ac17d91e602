import { type ReadField, readProtobuf } from './read-protobuf.ts';

/** What a piece is for; the numbers are those of sentencepiece_model.proto. */
export const PIECE = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export interface Piece {
  readonly text: string;
  readonly score: number;
  readonly type: number;
}

/** What a SentencePiece `.model` file says (github.com/google/sentencepiece, sentencepiece_model.proto). */
export interface SentencePieceModel {
  /** Their places are the token ids. */
  readonly pieces: readonly Piece[];
  readonly algorithm: 'unigram' | 'bpe';
  readonly byteFallback: boolean;
  readonly addDummyPrefix: boolean;
  readonly removeExtraWhitespaces: boolean;
  readonly charsMap: Uint8Array;
}

const ALGORITHMS: Readonly<Record<number, SentencePieceModel['algorithm']>> = { 1: 'unigram', 2: 'bpe' };
const TRAINER = { modelType: 3, whitespaceAsSuffix: 24, byteFallback: 35 } as const;
const NORMALIZER = {
  charsMap: 2,
  addDummyPrefix: 3,
  removeExtraWhitespaces: 4,
  escapeWhitespaces: 5,
} as const;

type Fields = ReadonlyMap<number, ReadField['value']>;

const fieldsOf = (bytes: Uint8Array): Fields =>
  new Map([...readProtobuf(bytes)].map(({ number, value }) => [number, value]));

const flag = (fields: Fields, number: number, usual: boolean): boolean =>
  fields.has(number) ? fields.get(number) === 1 : usual;

/** The bytes of a field; empty where it is absent. Throws an Error when it holds a number. */
const bytesOf = (fields: Fields, number: number): Uint8Array => {
  const value = fields.get(number) ?? new Uint8Array();
  if (typeof value === 'number') throw new Error('It holds a number where text should be.');
  return value;
};

const toPiece = (bytes: Uint8Array): Piece => {
  const fields = fieldsOf(bytes);
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(fields, 1)),
    score: Number(fields.get(2) ?? 0),
    type: Number(fields.get(3) ?? PIECE.normal),
  };
};

/** Throws an Error with a sentence when the bytes are no such file, or ask for what is not read here. */
export const readSentencePieceModel = (bytes: Uint8Array): SentencePieceModel => {
  const parts = [...readProtobuf(bytes)];
  const part = (wanted: number): Uint8Array[] =>
    parts.flatMap(({ number, value }) => (number === wanted && value instanceof Uint8Array ? [value] : []));
  const trainer = fieldsOf(part(2)[0] ?? new Uint8Array());
  const normalizer = fieldsOf(part(3)[0] ?? new Uint8Array());
  const algorithm = ALGORITHMS[Number(trainer.get(TRAINER.modelType) ?? 1)];
  const pieces = part(1).map(toPiece);
  if (pieces.length === 0) throw new Error('It holds no pieces.');
  if (!pieces.some(({ type }) => type === PIECE.unknown))
    throw new Error('It has no piece for what no other piece is.');
  if (algorithm === undefined) throw new Error('It is neither a BPE nor a unigram model.');
  if (
    flag(trainer, TRAINER.whitespaceAsSuffix, false) ||
    !flag(normalizer, NORMALIZER.escapeWhitespaces, true)
  )
    throw new Error('It treats spaces in a way that is not supported.');
  return {
    pieces,
    algorithm,
    byteFallback: flag(trainer, TRAINER.byteFallback, false),
    addDummyPrefix: flag(normalizer, NORMALIZER.addDummyPrefix, true),
    removeExtraWhitespaces: flag(normalizer, NORMALIZER.removeExtraWhitespaces, true),
    charsMap: bytesOf(normalizer, NORMALIZER.charsMap),
  };
};
