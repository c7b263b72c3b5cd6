import type { MonitorStore } from '../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import { matchLabels } from './match-labels.ts';
import type { LatestResult, ResultFilter, ResultSeries } from './monitor-service.ts';
import { decodeChunk } from './results/result-chunk.ts';
import type { DecodedChunk, ResultColumns } from './results/result-chunk.ts';

/** What was detected of a monitor's series from `from` to `to` (ms, inclusive), as it is in the store. */
export async function readResults(
  store: Pick<MonitorStore, 'readResults' | 'monitorSeries'>,
  monitor: MonitorRow,
  { matchers = [] }: ResultFilter,
  from: number,
  to: number
): Promise<ResultSeries[]> {
  const [rows, chunks] = await Promise.all([store.monitorSeries(monitor.id), store.readResults(monitor.id, from, to)]);
  const wanted = new Map(
    rows.filter(({ labels }) => matchLabels(labels, matchers)).map((series) => [series.ordinal, series])
  );
  const pieces = new Map<number, { chunk: DecodedChunk; columns: ResultColumns }[]>();
  for (const { bytes } of chunks) {
    const chunk = decodeChunk(bytes, (ordinal) => wanted.has(ordinal));
    for (const columns of chunk.series) {
      const list = pieces.get(columns.ordinal) ?? [];
      list.push({ chunk, columns });
      pieces.set(columns.ordinal, list);
    }
  }
  return [...pieces].flatMap(([ordinal, parts]) => {
    const series = wanted.get(ordinal);
    const joined = join(parts, from, to);
    return series && joined.times.length > 0 ? [{ monitor, key: series.key, labels: series.labels, ...joined }] : [];
  });
}

type Joined = Omit<ResultSeries, 'monitor' | 'key' | 'labels'>;

/** The parts one after the other, without instants at which nothing was evaluated. */
function join(
  parts: readonly { readonly chunk: DecodedChunk; readonly columns: ResultColumns }[],
  from: number,
  to: number
): Joined {
  const places: { readonly part: number; readonly index: number; readonly time: number }[] = [];
  parts.forEach(({ chunk: { start, step, count }, columns }, part) => {
    const first = Math.max(0, Math.ceil((from - start) / step));
    const last = Math.min(count - 1, Math.floor((to - start) / step));
    for (let index = first; index <= last; index++) {
      const isEmpty = Number.isNaN(columns.value[index]) && Number.isNaN(columns.score[index]);
      if (!isEmpty || !Number.isNaN(columns.expected[index])) {
        places.push({ part, index, time: start + index * step });
      }
    }
  });
  const column = (of: (columns: ResultColumns) => Float32Array): Float64Array =>
    Float64Array.from(places, ({ part, index }) => of(parts[part].columns)[index]);
  const score = column((columns) => columns.score);
  const isAdjusted = parts.some(({ columns }) => columns.unadjusted !== null);
  return {
    step: parts.at(-1)?.chunk.step ?? 0,
    times: Float64Array.from(places, ({ time }) => time),
    value: column((columns) => columns.value),
    score,
    unadjusted: isAdjusted ? column((columns) => columns.unadjusted ?? columns.score) : score,
    expected: column((columns) => columns.expected),
    lower: column((columns) => columns.lower),
    upper: column((columns) => columns.upper),
    anomaly: Uint8Array.from(places, ({ part, index }) => parts[part].columns.anomaly[index]),
  };
}

/** The newest result of each series. */
export function latestOf(series: readonly ResultSeries[]): LatestResult[] {
  return series.map(({ monitor, key, labels, times, value, score, expected, lower, upper, anomaly }) => {
    const last = times.length - 1;
    return {
      monitor,
      key,
      labels,
      time: times[last],
      value: value[last],
      score: score[last],
      expected: expected[last],
      lower: lower[last],
      upper: upper[last],
      anomaly: anomaly[last] === 1,
    };
  });
}
