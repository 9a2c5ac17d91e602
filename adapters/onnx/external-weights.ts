import { readProtobuf } from '../../src/scoring/tokens/read-protobuf.ts';

/** Which messages of an ONNX model (github.com/onnx/onnx, onnx.proto) hold tensors, and under which numbers. */
const PARTS = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: { 13: 'place' },
  place: {},
} as const satisfies Record<string, Record<number, string>>;

type Part = keyof typeof PARTS;

const textOf = (value: number | Uint8Array): string =>
  typeof value === 'number' ? '' : Buffer.from(value).toString('utf8');

/**
 * The files beside a model's graph that it reads weights from, as it names them. Throws a RangeError when the bytes are
 * no message.
 */
export const externalWeights = (bytes: Uint8Array, part: Part = 'model'): ReadonlySet<string> => {
  const parts: Readonly<Record<number, Part>> = PARTS[part];
  const fields = [...readProtobuf(bytes)];
  const found = new Set<string>();
  if (part === 'place' && fields.some(({ number, value }) => number === 1 && textOf(value) === 'location'))
    for (const { number, value } of fields) if (number === 2) found.add(textOf(value));
  for (const { number, value } of fields) {
    const inner = parts[number];
    if (inner === undefined || typeof value === 'number') continue;
    for (const name of externalWeights(value, inner)) found.add(name);
  }
  return found;
};
