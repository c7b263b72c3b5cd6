import type { Labels } from '../series/series.ts';

/** Samples of one series, oldest first. Times in whole ms; `labels` with `__name__`. */
export interface WriteSeries {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;

/** The NaN by which Prometheus knows that a series ended: https://prometheus.io/docs/specs/prw/remote_write_spec/#stale-markers */
const STALE_NAN = 0x7ff0000000000002n;

/**
 * The body of a remote-write request, version 1.0, before it is compressed (https://prometheus.io/docs/specs/prw/remote_write_spec/): labels by name, a value that is NaN as
 * a stale marker.
 */
export function writeRequest(series: readonly WriteSeries[]): Uint8Array {
  return Buffer.concat(series.map((one) => field(1, timeSeries(one))));
}

function timeSeries({ labels, times, values }: WriteSeries): Buffer {
  const pairs = Object.entries(labels)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))])));
  const samples = times.map((time, i) => field(2, sample(time, values[i])));
  return Buffer.concat([...pairs, ...samples]);
}

function sample(time: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = (1 << 3) | FIXED64;
  if (Number.isNaN(value)) {
    bytes.writeBigUInt64LE(STALE_NAN, 1);
  } else {
    bytes.writeDoubleLE(value, 1);
  }
  return Buffer.concat([bytes, Buffer.from([(2 << 3) | VARINT]), varint(BigInt(time))]);
}

function field(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | LENGTH]), varint(BigInt(content.length)), content]);
}

/** Seven bits a byte, the lowest first; a negative number as its 64 bits. */
function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
