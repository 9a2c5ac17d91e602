/** One field as it was written: a varint or fixed 32 bits as a number, bytes otherwise. */
export interface ReadField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** A varint holds 64 bits, 7 a byte. */
const MOST_VARINT = 128 ** 10;
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * The fields of a Protocol Buffers message in their order (protobuf.dev/programming-guides/encoding). Throws a RangeError
 * when the bytes end too early or hold what no message has.
 */
export function* readProtobuf(bytes: Uint8Array): Generator<ReadField, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let power = 1; power < MOST_VARINT; power *= 128) {
      const byte = view.getUint8(at);
      at += 1;
      value += (byte & 127) * power;
      if (byte < 128) return value;
    }
    throw new RangeError('It holds a number of more than 64 bits.');
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('The message ends within a field.');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag % 8;
    const number = Math.floor(tag / 8);
    if (wire === WIRE.varint) yield { number, value: varint() };
    else if (wire === WIRE.bytes) yield { number, value: take(varint()) };
    else if (wire === WIRE.fixed64) yield { number, value: take(8) };
    else if (wire === WIRE.fixed32) yield { number, value: view.getFloat32(at, true) + 0 * take(4).length };
    else throw new RangeError(`There is no wire type ${wire}.`);
  }
}
