import type { DecodedChunk, ResultColumns } from './result-chunk.ts';

/** Chunks of one step as one, in order of time; instants that none of them has are without numbers. Throws a RangeError for chunks of different steps. */
export function mergeChunks(chunks: readonly DecodedChunk[]): DecodedChunk {
  const [{ start, step }] = chunks;
  if (chunks.some((chunk) => chunk.step !== step)) {
    throw new RangeError('Chunks of different steps cannot be joined.');
  }
  const end = Math.max(...chunks.map((chunk) => chunk.start + chunk.count * step));
  const count = Math.round((end - start) / step);
  const isAdjusted = new Set(
    chunks.flatMap(({ series }) => series.flatMap(({ ordinal, unadjusted }) => (unadjusted ? [ordinal] : [])))
  );
  const merged = new Map<number, ResultColumns>();
  for (const chunk of chunks) {
    const at = Math.round((chunk.start - start) / step);
    for (const one of chunk.series) {
      const into = merged.get(one.ordinal) ?? blank(one.ordinal, count, isAdjusted.has(one.ordinal));
      merged.set(one.ordinal, into);
      into.value.set(one.value, at);
      into.score.set(one.score, at);
      into.expected.set(one.expected, at);
      into.lower.set(one.lower, at);
      into.upper.set(one.upper, at);
      into.anomaly.set(one.anomaly, at);
      into.unadjusted?.set(one.unadjusted ?? one.score, at);
    }
  }
  return { start, step, count, series: [...merged.values()].sort((a, b) => a.ordinal - b.ordinal) };
}

function blank(ordinal: number, count: number, isAdjusted: boolean): ResultColumns {
  const column = (): Float32Array => new Float32Array(count).fill(Number.NaN);
  return {
    ordinal,
    value: column(),
    score: column(),
    unadjusted: isAdjusted ? column() : null,
    expected: column(),
    lower: column(),
    upper: column(),
    anomaly: new Uint8Array(count),
  };
}
