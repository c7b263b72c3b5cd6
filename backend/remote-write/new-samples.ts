import { RESULT_METRICS } from '../../contract/monitor.ts';
import type { ResultMetric } from '../../contract/monitor.ts';
import type { ResultSeries } from '../monitors/monitor-service.ts';
import { resultLabels } from '../read-api/result-labels.ts';
import { valuesOf } from '../read-api/select-results.ts';
import type { Labels } from '../series/series.ts';
import type { WriteSeries } from './write-request.ts';

const METRICS = Object.entries(RESULT_METRICS) as [ResultMetric, string][];
/** What Prometheus itself sends at once by default. */
const BATCH_SAMPLES = 2_000;

/** Samples of whole instants up to `to` (ms), and whose last value is there after them. */
export interface Batch {
  readonly to: number;
  readonly samples: number;
  readonly series: readonly WriteSeries[];
  readonly present: ReadonlySet<string>;
}

interface Sample {
  readonly key: string;
  readonly labels: Labels;
  readonly time: number;
  readonly value: number;
}

/**
 * The results of a monitor later than `after` in batches, oldest first, none of which divides an instant. A missing value is sent, as a stale marker,
 * where one was there before: `present` holds whose last value was there.
 */
export function* newSamples(
  results: readonly ResultSeries[],
  after: number,
  present: ReadonlySet<string>
): Generator<Batch> {
  const there = new Set(present);
  let open: Sample[] = [];
  const instants = [...samplesByTime(results, after)].sort(([a], [b]) => a - b);
  for (const [to, samples] of instants) {
    for (const sample of samples) {
      if (!Number.isNaN(sample.value)) {
        there.add(sample.key);
        open.push(sample);
      } else if (there.delete(sample.key)) {
        open.push(sample);
      }
    }
    if (open.length >= BATCH_SAMPLES || (open.length > 0 && to === instants[instants.length - 1][0])) {
      yield { to, samples: open.length, series: grouped(open), present: new Set(there) };
      open = [];
    }
  }
}

function samplesByTime(results: readonly ResultSeries[], after: number): Map<number, Sample[]> {
  const byTime = new Map<number, Sample[]>();
  for (const series of results) {
    const labels = resultLabels(series.monitor, series.labels);
    for (const [metric, name] of METRICS) {
      const key = `${name} ${series.key}`;
      const named = { __name__: name, ...labels };
      for (const [i, value] of valuesOf(series, metric).entries()) {
        const time = series.times[i];
        if (time > after) {
          const samples = byTime.get(time) ?? [];
          samples.push({ key, labels: named, time, value });
          byTime.set(time, samples);
        }
      }
    }
  }
  return byTime;
}

function grouped(samples: readonly Sample[]): WriteSeries[] {
  return [...Map.groupBy(samples, ({ key }) => key).values()].map((own) => ({
    labels: own[0].labels,
    times: own.map(({ time }) => time),
    values: own.map(({ value }) => value),
  }));
}
