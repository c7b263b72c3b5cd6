import { NightjarError } from '../../errors.ts';

/** Results of one series over consecutive instants; single precision, NaN where there is no number. */
export interface ResultColumns {
  readonly ordinal: number;
  readonly value: Float32Array;
  /** As it counted. */
  readonly score: Float32Array;
  /** Before verdicts lowered it; null where none did. */
  readonly unadjusted: Float32Array | null;
  readonly expected: Float32Array;
  readonly lower: Float32Array;
  readonly upper: Float32Array;
  /** 1 where it was marked. */
  readonly anomaly: Uint8Array;
}

/** Results of a monitor's series at `count` instants, `step` ms apart, the first at `start` (ms). */
export interface DecodedChunk {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  readonly series: readonly ResultColumns[];
}

export const COLUMNS = ['value', 'score', 'expected', 'lower', 'upper'] as const;
const VERSION = 1;
const HEADER_BYTES = 32;
const ADJUSTED = 2;

/**
 * A chunk as bytes (little-endian): version, number of instants and series, step and start; the ordinals; whether a series has unadjusted scores; then
 * column by column and series by series the numbers' bits, each xor-ed with those of the instant before, all first bytes together, then all second ones, ...
 * (what hardly changes becomes runs of zeros, which the store compresses); then a byte a point for the marks.
 *
 * Single precision keeps seven digits, far more than a score or a band means; twice of it would be twice the store.
 */
export function encodeChunk({ start, step, count, series }: DecodedChunk): Uint8Array {
  const adjusted = series.filter(({ unadjusted }) => unadjusted !== null).length;
  const numbers = (series.length * COLUMNS.length + adjusted) * count;
  const bytes = new Uint8Array(HEADER_BYTES + series.length * 5 + numbers * 4 + series.length * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, count, true);
  view.setUint32(8, series.length, true);
  view.setFloat64(16, step, true);
  view.setFloat64(24, start, true);
  let at = HEADER_BYTES;
  for (const { ordinal } of series) {
    view.setUint32(at, ordinal, true);
    at += 4;
  }
  for (const { unadjusted } of series) {
    bytes[at++] = unadjusted ? ADJUSTED : 0;
  }
  const planes = bytes.subarray(at, at + numbers * 4);
  let place = 0;
  const put = (column: Float32Array): void => {
    const bits = new Uint32Array(column.buffer, column.byteOffset, count);
    let last = 0;
    for (let i = 0; i < count; i++, place++) {
      const changed = bits[i] ^ last;
      last = bits[i];
      planes[place] = changed >>> 24;
      planes[place + numbers] = changed >>> 16;
      planes[place + 2 * numbers] = changed >>> 8;
      planes[place + 3 * numbers] = changed;
    }
  };
  for (const name of COLUMNS) {
    series.forEach((one) => put(one[name]));
  }
  series.forEach(({ unadjusted }) => unadjusted && put(unadjusted));
  at += numbers * 4;
  for (const { anomaly } of series) {
    bytes.set(anomaly, at);
    at += count;
  }
  return bytes;
}

/** Opposite of `encodeChunk`; `only`: the series that are wanted. Throws `internal` for bytes that are no chunk. */
export function decodeChunk(bytes: Uint8Array, only: (ordinal: number) => boolean = () => true): DecodedChunk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getUint32(0, true) !== VERSION) {
    throw new NightjarError('internal', 'Results in the store cannot be read: they were written by another version.');
  }
  const count = view.getUint32(4, true);
  const width = view.getUint32(8, true);
  const flags = HEADER_BYTES + 4 * width;
  const adjusted = [...bytes.subarray(flags, flags + width).keys()].filter((i) => bytes[flags + i] === ADJUSTED);
  const numbers = (width * COLUMNS.length + adjusted.length) * count;
  const planes = flags + width;
  if (bytes.byteLength !== planes + numbers * 4 + width * count) {
    throw new NightjarError('internal', 'Results in the store cannot be read: they are damaged.');
  }
  const take = (index: number): Float32Array => {
    const column = new Float32Array(count);
    const bits = new Uint32Array(column.buffer);
    let last = 0;
    for (let i = 0, at = planes + index * count; i < count; i++, at++) {
      const changed =
        (bytes[at] << 24) | (bytes[at + numbers] << 16) | (bytes[at + 2 * numbers] << 8) | bytes[at + 3 * numbers];
      last ^= changed;
      bits[i] = last;
    }
    return column;
  };
  const marks = planes + numbers * 4;
  const series: ResultColumns[] = [];
  for (let s = 0; s < width; s++) {
    const ordinal = view.getUint32(HEADER_BYTES + 4 * s, true);
    if (!only(ordinal)) {
      continue;
    }
    const [value, score, expected, lower, upper] = COLUMNS.map((_, c) => take(c * width + s));
    const place = adjusted.indexOf(s);
    const unadjusted = place < 0 ? null : take(COLUMNS.length * width + place);
    const anomaly = bytes.slice(marks + s * count, marks + (s + 1) * count);
    series.push({ ordinal, value, score, unadjusted, expected, lower, upper, anomaly });
  }
  return { start: view.getFloat64(24, true), step: view.getFloat64(16, true), count, series };
}
