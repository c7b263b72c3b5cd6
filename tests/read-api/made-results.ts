import { seededRandom } from '../../backend/features/random.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { ResultSeries } from '../../backend/monitors/monitor-service.ts';
import { evaluatedInstants } from '../../backend/read-api/evaluated-instants.ts';
import type { ResultReader } from '../../backend/read-api/result-reader.ts';
import type { Labels } from '../../backend/series/series.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import type { Owner } from '../../backend/store/owner.ts';

export const MINUTE = 60_000;
export const OWNER: Owner = { orgId: 1, datasource: 'made' };
export const START = Date.UTC(2025, 0, 14, 8);
export const END = START + 150 * MINUTE;

export function madeMonitor(id: string, name: string, owner = OWNER): MonitorRow {
  return {
    id,
    owner,
    name,
    origin: 'ui',
    source: '',
    version: 1,
    paused: false,
    spec: monitorSpec.parse({ name, queries: [{ expr: 'up' }], step: '1m' }),
    createdAt: START,
    createdBy: 'test',
    updatedAt: START,
    updatedBy: 'test',
    deletedAt: null,
  };
}

/** Results of single precision a minute from `START` to `END`, some without a value, some not evaluated at all. */
export function madeSeries(monitor: MonitorRow, labels: Labels, seed: number): ResultSeries {
  const random = seededRandom(seed);
  const times: number[] = [];
  for (let time = START; time <= END; time += MINUTE) {
    if (random() > 0.05 && (time < START + 60 * MINUTE || time > START + 72 * MINUTE || seed % 2 === 0)) {
      times.push(time);
    }
  }
  let missing = 0;
  const present = times.map(() => {
    missing = missing > 0 ? missing - 1 : random() < 0.05 ? Math.ceil(random() * 9) : 0;
    return missing === 0;
  });
  const numbers = (of: () => number) => Float64Array.from(present, (there) => (there ? Math.fround(of()) : NaN));
  const score = numbers(random);
  return {
    monitor,
    key: String(seed),
    labels,
    step: MINUTE,
    times: Float64Array.from(times),
    value: numbers(() => random() * 100),
    score,
    unadjusted: score,
    expected: numbers(() => (random() - 0.5) * 10 ** (random() * 30 - 15)),
    lower: numbers(() => (random() < 0.5 ? 0 : -random())),
    upper: numbers(() => random() * 1e6),
    anomaly: Uint8Array.from(score, (one) => (one > 0.7 ? 1 : 0)),
  };
}

/** A reader over results in memory. */
export function readerOver(series: readonly ResultSeries[], owner = OWNER): ResultReader {
  const monitors = [...new Map(series.map(({ monitor }) => [monitor.id, monitor])).values()];
  const own = (asking: Owner) => asking.orgId === owner.orgId && asking.datasource === owner.datasource;
  return {
    monitors: async (asking) => (own(asking) ? monitors : []),
    latest: async () => [],
    results: async (asking, filter, from, to) =>
      own(asking)
        ? series
            .filter(({ monitor }) => monitor.id === filter.monitor || filter.monitors?.includes(monitor.id))
            .map((one) => {
              const kept = [...one.times.keys()].filter((i) => one.times[i] >= from && one.times[i] <= to);
              const part = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]);
              const score = part(one.score);
              return {
                ...one,
                times: part(one.times),
                value: part(one.value),
                score,
                unadjusted: score,
                expected: part(one.expected),
                lower: part(one.lower),
                upper: part(one.upper),
                anomaly: Uint8Array.from(kept, (i) => one.anomaly[i]),
              };
            })
        : [],
    forecasts: async (_asking, monitor) => ({ monitor, origins: new Float64Array(0), series: [] }),
    known: async (asking, monitor) =>
      own(asking)
        ? series
            .filter((one) => one.monitor.id === monitor.id)
            .map(({ labels, key, times }) => ({
              monitor,
              key,
              labels,
              firstSeen: times[0],
              lastSeen: times[times.length - 1],
            }))
        : [],
  };
}

/** Results of one monitor with NaN where a series has none while another has: what a scrape would mark as stale. */
export function withEnds(results: readonly ResultSeries[]): ResultSeries[] {
  const times = evaluatedInstants(results);
  return results.map((series) => {
    const places = Array.from(times, (time) => series.times.indexOf(time));
    const numbers = (values: Float64Array) => Float64Array.from(places, (at) => (at < 0 ? NaN : values[at]));
    return {
      ...series,
      times,
      value: numbers(series.value),
      score: numbers(series.score),
      unadjusted: numbers(series.unadjusted),
      expected: numbers(series.expected),
      lower: numbers(series.lower),
      upper: numbers(series.upper),
      anomaly: Uint8Array.from(places, (at) => (at < 0 ? 0 : series.anomaly[at])),
    };
  });
}
