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

/** Samples of whole instants up to `to` (ms), and what is there after them: labels by key. */
export interface Batch {
  readonly to: number;
  readonly samples: number;
  readonly series: readonly WriteSeries[];
  readonly present: ReadonlyMap<string, Labels>;
}

interface Sample {
  readonly key: string;
  readonly labels: Labels;
  readonly time: number;
  readonly value: number;
}

/**
 * The results of a monitor later than `after` in batches, oldest first, none of which divides an instant. What was `present` and is not there at an
 * instant any more gets a stale marker.
 */
export function* newSamples(
  results: readonly ResultSeries[],
  after: number,
  present: ReadonlyMap<string, Labels>
): Generator<Batch> {
  const there = new Map(present);
  let open: Sample[] = [];
  const instants = [...samplesByTime(results, after)].sort(([a], [b]) => a - b);
  for (const [time, samples] of instants) {
    for (const [key, labels] of there) {
      if (!samples.has(key)) {
        there.delete(key);
        open.push({ key, labels, time, value: NaN });
      }
    }
    for (const sample of samples.values()) {
      there.set(sample.key, sample.labels);
      open.push(sample);
    }
    if (open.length >= BATCH_SAMPLES || (open.length > 0 && time === instants[instants.length - 1][0])) {
      yield { to: time, samples: open.length, series: grouped(open), present: new Map(there) };
      open = [];
    }
  }
}

/** The values there are, by instant and key; an instant without any stands there too. */
function samplesByTime(results: readonly ResultSeries[], after: number): Map<number, Map<string, Sample>> {
  const byTime = new Map<number, Map<string, Sample>>();
  for (const series of results) {
    const labels = resultLabels(series.monitor, series.labels);
    for (const [metric, name] of METRICS) {
      const key = `${name} ${series.key}`;
      const named = { __name__: name, ...labels };
      for (const [i, value] of valuesOf(series, metric).entries()) {
        const time = series.times[i];
        if (time > after) {
          const samples = byTime.get(time) ?? new Map<string, Sample>();
          byTime.set(time, samples);
          if (!Number.isNaN(value)) {
            samples.set(key, { key, labels: named, time, value });
          }
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
