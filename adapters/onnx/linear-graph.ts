import type { PackageManifest } from '../../src/scoring/package-manifest.ts';
import type { QuantisedLinear } from '../../src/scoring/training/quantise.ts';
import { message } from './protobuf.ts';

const IR_VERSION = 8;
const OPSET = 17;
const TYPE = { float: 1, int8: 3, int32: 6, int64: 7 } as const;
const INT_ATTRIBUTE = 2;

type ElementType = keyof typeof TYPE;

const tensor = (
  name: string,
  type: ElementType,
  dimensions: readonly number[],
  data: Uint8Array,
): Uint8Array =>
  message(...dimensions.map((size) => [1, size] as const), [2, TYPE[type]], [8, name], [9, data]);

const littleEndianFloats = (values: Float32Array): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [at, value] of values.entries()) view.setFloat32(at * 4, value, true);
  return new Uint8Array(view.buffer);
};

const axis1 = tensor('axis1', 'int64', [1], Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0]));

const integer = (name: string, value: number): Uint8Array =>
  message([1, name], [3, value], [20, INT_ATTRIBUTE]);

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attribute?: Uint8Array,
): Uint8Array =>
  message(
    ...inputs.map((input) => [1, input] as const),
    [2, output],
    [3, output],
    [4, operator],
    attribute && [5, attribute],
  );

/** An input or output; a text is the name of a size that each call decides. */
const valueInfo = (name: string, type: ElementType, dimensions: readonly (string | number)[]): Uint8Array => {
  const sizes = dimensions.map((size) => [1, message([typeof size === 'string' ? 2 : 1, size])] as const);
  return message([1, name], [2, message([1, message([1, TYPE[type]], [2, message(...sizes)])])]);
};

type Names = PackageManifest['inputs'];

const graph = (
  { buckets, width, table, scales }: QuantisedLinear,
  { indices, values, logits }: Names,
): Uint8Array =>
  message(
    [1, node('Gather', ['table', indices], 'rows', integer('axis', 0))],
    [1, node('Cast', ['rows'], 'weights', integer('to', TYPE.float))],
    [1, node('Unsqueeze', [values, 'axis1'], 'line')],
    [1, node('MatMul', ['line', 'weights'], 'product')],
    [1, node('Squeeze', ['product', 'axis1'], 'sums')],
    [1, node('Mul', ['sums', 'scales'], logits)],
    [2, 'hashed-linear'],
    [
      5,
      tensor('table', 'int8', [buckets, width], new Uint8Array(table.buffer, table.byteOffset, table.length)),
    ],
    [5, tensor('scales', 'float', [width], littleEndianFloats(scales))],
    [5, axis1],
    [11, valueInfo(indices, 'int32', ['items', 'features'])],
    [11, valueInfo(values, 'float', ['items', 'features'])],
    [12, valueInfo(logits, 'float', ['items', width])],
  );

/**
 * The ONNX file of a quantised linear model (github.com/onnx/onnx, onnx.proto): picks the table's rows of an item's
 * features, weighs them by the values, sums them, and scales the sums to logits. Equal models give equal bytes.
 */
export const linearGraph = (model: QuantisedLinear, names: Names): Uint8Array =>
  message([1, IR_VERSION], [2, 'flames-bot'], [7, graph(model, names)], [8, message([1, ''], [2, OPSET])]);
