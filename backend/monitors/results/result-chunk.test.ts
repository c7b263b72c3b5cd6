import fc from 'fast-check';
import type { DecodedChunk, ResultColumns } from './result-chunk.ts';
import { decodeChunk, encodeChunk } from './result-chunk.ts';

const START = Date.UTC(2026, 0, 5);

const chunks: fc.Arbitrary<DecodedChunk> = fc
  .record({ count: fc.integer({ min: 0, max: 20 }), width: fc.integer({ min: 0, max: 5 }) })
  .chain(({ count, width }) => {
    const column = fc.float32Array({ minLength: count, maxLength: count });
    const series = fc.record({
      value: column,
      score: column,
      unadjusted: fc.option(column),
      expected: column,
      lower: column,
      upper: column,
      anomaly: fc
        .array(fc.constantFrom(0, 1), { minLength: count, maxLength: count })
        .map((bits) => Uint8Array.from(bits)),
    });
    return fc.array(series, { minLength: width, maxLength: width }).map((list) => ({
      start: START,
      step: 60_000,
      count,
      series: list.map((one, i): ResultColumns => ({ ...one, ordinal: i * 3 })),
    }));
  });

it('gives back what was encoded, all of it or the wanted series', () => {
  fc.assert(
    fc.property(chunks, (chunk) => {
      const bytes = encodeChunk(chunk);
      expect(decodeChunk(bytes)).toEqual(chunk);
      const wanted = (ordinal: number) => ordinal % 2 === 0;
      expect(decodeChunk(bytes, wanted).series).toEqual(chunk.series.filter(({ ordinal }) => wanted(ordinal)));
    })
  );
});

it('refuses what is damaged', () => {
  const bytes = encodeChunk({ start: START, step: 60_000, count: 0, series: [] });
  expect(() => decodeChunk(bytes.subarray(0, 20))).toThrow('another version');
  expect(() => decodeChunk(new Uint8Array([...bytes, 1]))).toThrow('damaged');
});
