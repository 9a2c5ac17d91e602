/** Fields of a message in the order they are written; undefined leaves one out. */
export type Field = readonly [number: number, value: FieldValue] | undefined;
/** A whole number of 0 or more is a varint; text and bytes are length-delimited, as are nested messages (`message`). */
type FieldValue = number | string | Uint8Array;

const LENGTH_DELIMITED = 2;

const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
};

const encodeField = ([number, value]: NonNullable<Field>): readonly Uint8Array[] => {
  if (typeof value === 'number') return [Uint8Array.from([...varint(number * 8), ...varint(value)])];
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return [Uint8Array.from([...varint(number * 8 + LENGTH_DELIMITED), ...varint(bytes.length)]), bytes];
};

/**
 * A Protocol Buffers message, its fields in the given order: the part of the encoding that an ONNX file needs, so that
 * no library's version decides the bytes (protobuf.dev/programming-guides/encoding).
 */
export const message = (...fields: readonly Field[]): Uint8Array =>
  Buffer.concat(fields.filter((field) => field !== undefined).flatMap(encodeField));
