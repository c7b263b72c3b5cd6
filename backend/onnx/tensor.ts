import { NightjarError } from '../errors.ts';

/** Element types Nightjar's graphs use, with ONNX's number (TensorProto.DataType) and bytes an element. */
export const DTYPES = {
  float32: { onnx: 1, bytes: 4 },
  uint8: { onnx: 2, bytes: 1 },
  int32: { onnx: 6, bytes: 4 },
  int64: { onnx: 7, bytes: 8 },
  bool: { onnx: 9, bytes: 1 },
  float64: { onnx: 11, bytes: 8 },
} as const;
export type DType = keyof typeof DTYPES;

/** `float32` is Float32Array and so on; `bool` is a Uint8Array of 0 and 1. */
export interface DTypeArrays {
  float32: Float32Array;
  uint8: Uint8Array;
  int32: Int32Array;
  int64: BigInt64Array;
  bool: Uint8Array;
  float64: Float64Array;
}
export type TensorData = DTypeArrays[DType];

/** A dense tensor in row-major order. */
export interface Tensor<D extends DType = DType> {
  readonly type: D;
  readonly dims: readonly number[];
  readonly data: DTypeArrays[D];
}

/** A dimension: a number, or a name where it is known only when the graph runs. */
export type Dim = number | string;

export interface TensorType {
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** A tensor over `data`, without copying; throws `engine-failure` when the sizes disagree. */
export function tensor<D extends DType>(type: D, dims: readonly number[], data: DTypeArrays[D]): Tensor<D> {
  if (elementCount(dims) !== data.length) {
    throw new NightjarError('engine-failure', `A tensor of shape [${dims}] cannot hold ${data.length} elements.`);
  }
  return { type, dims, data };
}

/** Plain numbers as a typed array of the element type. */
export function toTyped(type: DType, values: ArrayLike<number>): TensorData {
  switch (type) {
    case 'float32':
      return Float32Array.from(values);
    case 'float64':
      return Float64Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'int64':
      return BigInt64Array.from(Array.from(values, BigInt));
    case 'uint8':
    case 'bool':
      return Uint8Array.from(values);
  }
}

/** Little-endian bytes as TensorProto.raw_data wants them (every platform Nightjar runs on is little-endian). */
export function rawBytes(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
