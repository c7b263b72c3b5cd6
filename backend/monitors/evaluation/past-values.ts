import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { DecodedChunk, ResultColumns } from '../results/result-chunk.ts';
import { decodeChunk } from '../results/result-chunk.ts';
import type { DescribeContext, PastValues } from './describe-detections.ts';
import type { StretchOutcome } from './evaluate-stretch.ts';

/** Reads what a monitor's series were like lately: from its results in the store, and from the stretch that is not there yet. */
export function pastReader(
  store: Pick<MonitorStore, 'readResults'>,
  monitor: string,
  step: number,
  { from: stretchFrom, count, columns }: StretchOutcome
): DescribeContext['past'] {
  return async (ordinals, from) => {
    const wanted = new Set(ordinals);
    const stored = from < stretchFrom ? await store.readResults(monitor, from, stretchFrom - step) : [];
    const chunks: DecodedChunk[] = stored.map(({ bytes }) => decodeChunk(bytes, (ordinal) => wanted.has(ordinal)));
    chunks.push({ start: stretchFrom, step, count, series: columns });
    const past = new Map<number, PastValues>();
    for (const ordinal of wanted) {
      past.set(ordinal, valuesOf(chunks, ordinal, from));
    }
    return past;
  };
}

function valuesOf(chunks: readonly DecodedChunk[], ordinal: number, from: number): PastValues {
  const times: number[] = [];
  const values: number[] = [];
  const expected: number[] = [];
  for (const { start, step, count, series } of chunks) {
    const own: ResultColumns | undefined = series.find((one) => one.ordinal === ordinal);
    for (let i = 0; own && i < count; i++) {
      if (start + i * step >= from) {
        times.push(start + i * step);
        values.push(own.value[i]);
        expected.push(own.expected[i]);
      }
    }
  }
  return {
    times: Float64Array.from(times),
    values: Float64Array.from(values),
    expected: Float64Array.from(expected),
  };
}
