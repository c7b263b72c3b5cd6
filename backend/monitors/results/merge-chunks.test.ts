import { mergeChunks } from './merge-chunks.ts';
import type { DecodedChunk, ResultColumns } from './result-chunk.ts';

const STEP = 60_000;

function columns(ordinal: number, from: number, count: number, isAdjusted = false): ResultColumns {
  const column = (add: number): Float32Array => Float32Array.from({ length: count }, (_, i) => from + i + add);
  return {
    ordinal,
    value: column(0),
    score: column(0.1),
    unadjusted: isAdjusted ? column(0.2) : null,
    expected: column(0.3),
    lower: column(0.4),
    upper: column(0.5),
    anomaly: Uint8Array.from({ length: count }, (_, i) => (from + i) % 2),
  };
}
const chunk = (from: number, count: number, series: readonly ResultColumns[]): DecodedChunk => ({
  start: from * STEP,
  step: STEP,
  count,
  series,
});

it('joins chunks over series that come and go, gaps, and scores that verdicts lowered', () => {
  const merged = mergeChunks([
    chunk(10, 2, [columns(0, 10, 2), columns(1, 10, 2)]),
    chunk(12, 1, [columns(1, 12, 1, true)]),
    chunk(15, 1, [columns(0, 15, 1), columns(2, 15, 1)]),
  ]);
  expect([merged.start, merged.step, merged.count]).toEqual([10 * STEP, STEP, 6]);
  const [first, second, third] = merged.series;
  expect(merged.series.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2]);
  expect([...first.value]).toEqual([10, 11, Number.NaN, Number.NaN, Number.NaN, 15]);
  expect([...third.value]).toEqual([...new Array<number>(5).fill(Number.NaN), 15]);
  expect(first.unadjusted).toBeNull();
  expect([...(second.unadjusted ?? [])].map((value) => Math.round(10 * value) / 10)).toEqual([
    10.1,
    11.1,
    12.2,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  expect([...first.anomaly]).toEqual([0, 1, 0, 0, 0, 1]);
});

it('refuses chunks of different steps', () => {
  expect(() => mergeChunks([chunk(0, 1, []), { ...chunk(1, 1, []), step: 2 * STEP }])).toThrow(RangeError);
});
