import { NightjarError } from '../../errors.ts';

const VERSION = 1;
const HEADER_BYTES = 12;

/** Columns of numbers and what they are, as they were packed. */
export interface UnpackedColumns<T> {
  readonly header: T;
  /** The column of an index; unpacked when it is asked for. */
  column(index: number): Float32Array;
}

/**
 * Columns of numbers in single precision with a header (plain JSON) that says what they are, as bytes (little-endian): version, length of the header and number of
 * columns; the columns' lengths; the header; then the numbers' bits, each xor-ed with those of the number before, all first bytes together, then all
 * second ones, ...: what hardly changes becomes runs of zeros, which the store compresses.
 */
export function packColumns(header: unknown, columns: readonly Float32Array[]): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const numbers = columns.reduce((sum, { length }) => sum + length, 0);
  const start = HEADER_BYTES + columns.length * 4 + text.byteLength;
  const bytes = new Uint8Array(start + numbers * 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, text.byteLength, true);
  view.setUint32(8, columns.length, true);
  columns.forEach(({ length }, i) => view.setUint32(HEADER_BYTES + 4 * i, length, true));
  bytes.set(text, HEADER_BYTES + columns.length * 4);
  const planes = bytes.subarray(start);
  let place = 0;
  for (const column of columns) {
    const bits = new Uint32Array(column.buffer, column.byteOffset, column.length);
    let last = 0;
    for (let i = 0; i < bits.length; i++, place++) {
      const changed = bits[i] ^ last;
      last = bits[i];
      planes[place] = changed >>> 24;
      planes[place + numbers] = changed >>> 16;
      planes[place + 2 * numbers] = changed >>> 8;
      planes[place + 3 * numbers] = changed;
    }
  }
  return bytes;
}

/** Opposite of `packColumns`. Throws `internal` for bytes that are no such columns. */
export function unpackColumns<T>(bytes: Uint8Array): UnpackedColumns<T> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== VERSION) {
    throw new NightjarError('internal', 'Forecasts in the store cannot be read: they were written by another version.');
  }
  const [size, count] = [view.getUint32(4, true), view.getUint32(8, true)];
  const head = HEADER_BYTES + 4 * count;
  if (bytes.byteLength < head + size) {
    throw damaged();
  }
  const ends = new Uint32Array(count);
  let numbers = 0;
  for (let i = 0; i < count; i++) {
    numbers += view.getUint32(HEADER_BYTES + 4 * i, true);
    ends[i] = numbers;
  }
  if (bytes.byteLength !== head + size + 4 * numbers) {
    throw damaged();
  }
  const planes = bytes.subarray(head + size);
  const column = (index: number): Float32Array => {
    const first = index === 0 ? 0 : ends[index - 1];
    const values = new Float32Array(ends[index] - first);
    const bits = new Uint32Array(values.buffer);
    let last = 0;
    for (let i = 0, at = first; i < bits.length; i++, at++) {
      last ^=
        (planes[at] << 24) | (planes[at + numbers] << 16) | (planes[at + 2 * numbers] << 8) | planes[at + 3 * numbers];
      bits[i] = last;
    }
    return values;
  };
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(head, head + size))) as T;
    return { header, column };
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): NightjarError {
  return new NightjarError('internal', 'Forecasts in the store cannot be read: they are damaged.', { cause });
}
