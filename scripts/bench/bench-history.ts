const DAY_MS = 86_400_000;

/** The metric the benchmarks query; one gauge a series, `series="0"`, `"1"`, ... */
export const BENCH_METRIC = 'bench_requests_in_flight';

/** OpenMetrics text of `series` gauges with a daily rhythm and seeded noise, every `stepMs` in [from, to). */
export function* benchHistory(series: number, from: number, to: number, stepMs: number): Generator<string> {
  yield `# TYPE ${BENCH_METRIC} gauge\n`;
  let state = 12_345;
  const noise = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  for (let s = 0; s < series; s++) {
    const lines: string[] = [];
    for (let t = Math.ceil(from / stepMs) * stepMs; t < to; t += stepMs) {
      const value = 100 + s - 30 * Math.cos((2 * Math.PI * t) / DAY_MS + s) + 4 * noise();
      lines.push(`${BENCH_METRIC}{series="${s}"} ${value.toFixed(3)} ${t / 1000}\n`);
    }
    yield lines.join('');
  }
  yield '# EOF\n';
}

/** The middle of the values (the upper middle of an even number). */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
