import type { BufferSpan, ColumnLayout } from './arrow-metadata.ts';
import type { Field } from './frame.ts';

/** A column laid out in a record batch's body: `write` puts its buffers into the body, which starts at `bodyAt` of `bytes`. */
export interface Column extends ColumnLayout {
  write(bytes: Uint8Array<ArrayBuffer>, bodyAt: number): void;
}

/** Buffers start at multiples of 8, as IPC demands. */
export function align8(length: number): number {
  return (length + 7) & ~7;
}

/** The column of a field whose first buffer may start at `offset` (a multiple of 8) of the body. */
export function layOutColumn(field: Field, offset: number): Column {
  switch (field.type) {
    case 'time':
      return timeColumn(field.values, offset);
    case 'number':
      return numberColumn(field.values, offset);
    case 'boolean':
      return booleanColumn(field.values, offset);
    case 'string':
      return stringColumn(field.values, offset);
  }
}

/** Where the column ends in the body, padding included. */
export function endOf(column: ColumnLayout): number {
  const last = column.buffers[column.buffers.length - 1];
  return last.offset + align8(last.length);
}

function timeColumn(values: Float64Array, offset: number): Column {
  const data = { offset, length: values.length * 8 };
  return {
    nullCount: 0,
    buffers: [{ offset, length: 0 }, data],
    write: (bytes, bodyAt) => writeNanoseconds(values, bytes.buffer, bodyAt + data.offset),
  };
}

/** The furthest instant from the epoch, in ms, that int64 nanoseconds hold: the years 1677 to 2262. */
const MAX_TIME_MS = 9_223_372_036_854;

/**
 * Milliseconds as int64 nanoseconds, exactly, in two 32-bit words and without a BigInt a value.
 * With ms = h * 2^21 + l, ns = (h * 1e6) * 2^21 + l * 1e6, and every intermediate result stays below 2^53.
 */
function writeNanoseconds(values: Float64Array, buffer: ArrayBuffer, at: number): void {
  const words = new Int32Array(buffer, at, values.length * 2);
  for (let i = 0; i < values.length; i++) {
    const ms = values[i];
    if (!(ms >= -MAX_TIME_MS && ms <= MAX_TIME_MS)) {
      throw new RangeError(`Time ${ms} at row ${i} of a frame is no instant that nanoseconds can hold.`);
    }
    const whole = Math.floor(ms);
    const h = Math.floor(whole / 0x200000);
    const upper = h * 1e6;
    const high = Math.floor(upper / 2048);
    const rest =
      (upper - high * 2048) * 0x200000 +
      (whole - h * 0x200000) * 1e6 +
      (whole === ms ? 0 : Math.round((ms - whole) * 1e6));
    const carry = Math.floor(rest / 0x100000000);
    words[2 * i] = rest - carry * 0x100000000;
    words[2 * i + 1] = high + carry;
  }
}

function numberColumn(values: Float64Array, offset: number): Column {
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    nullCount += Number.isNaN(values[i]) ? 1 : 0;
  }
  // A column without nulls goes without a bitmap; Arrow allows that, and most of ours have none.
  const bitmap = { offset, length: nullCount > 0 ? (values.length + 7) >>> 3 : 0 };
  const data = { offset: offset + align8(bitmap.length), length: values.length * 8 };
  return {
    nullCount,
    buffers: [bitmap, data],
    write: (bytes, bodyAt) => {
      if (nullCount > 0) {
        markPresent(values, bytes, bodyAt + bitmap.offset);
      }
      new Float64Array(bytes.buffer, bodyAt + data.offset, values.length).set(values);
    },
  };
}

/** The validity bitmap of numbers, into zeroed bytes. Apart from packBits for speed: it runs for every number that is sent. */
function markPresent(values: Float64Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      bytes[at + (i >>> 3)] |= 1 << (i & 7);
    }
  }
}

function booleanColumn(values: Uint8Array, offset: number): Column {
  const bits = packBits(values.length, (i) => values[i] !== 0);
  const data = { offset, length: bits.bytes.length };
  return {
    nullCount: 0,
    buffers: [{ offset, length: 0 }, data],
    write: (bytes, bodyAt) => bytes.set(bits.bytes, bodyAt + data.offset),
  };
}

function stringColumn(values: readonly (string | null)[], offset: number): Column {
  const validity = packBits(values.length, (i) => values[i] !== null);
  const nullCount = values.length - validity.ones;
  const ends = new Int32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    ends[i + 1] = ends[i] + Buffer.byteLength(values[i] ?? '');
  }
  const bitmap: BufferSpan = { offset, length: nullCount > 0 ? validity.bytes.length : 0 };
  const offsets: BufferSpan = { offset: offset + align8(bitmap.length), length: ends.byteLength };
  const data: BufferSpan = { offset: offsets.offset + align8(offsets.length), length: ends[values.length] };
  return {
    nullCount,
    buffers: [bitmap, offsets, data],
    write: (bytes, bodyAt) => {
      bytes.set(validity.bytes.subarray(0, bitmap.length), bodyAt + bitmap.offset);
      new Int32Array(bytes.buffer, bodyAt + offsets.offset, ends.length).set(ends);
      const target = Buffer.from(bytes.buffer, bodyAt + data.offset, data.length);
      values.forEach((text, i) => text !== null && target.write(text, ends[i]));
    },
  };
}

/** One bit a row, least significant first, and how many are set. */
function packBits(length: number, isSet: (index: number) => boolean): { bytes: Uint8Array; ones: number } {
  const bytes = new Uint8Array((length + 7) >>> 3);
  let ones = 0;
  for (let i = 0; i < length; i++) {
    if (isSet(i)) {
      bytes[i >>> 3] |= 1 << (i & 7);
      ones++;
    }
  }
  return { bytes, ones };
}
