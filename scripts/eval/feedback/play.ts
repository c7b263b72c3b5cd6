import { rehearse } from '../../../backend/monitors/backtest/rehearse.ts';
import { planMonitor } from '../../../backend/monitors/monitor-plan.ts';
import type { ResultSeries } from '../../../backend/monitors/monitor-service.ts';
import { monitorSpec } from '../../../backend/monitors/monitor-spec.ts';
import type { MonitorSpec } from '../../../backend/monitors/monitor-spec.ts';
import type { ResultColumns } from '../../../backend/monitors/results/result-chunk.ts';
import { decodeChunk } from '../../../backend/monitors/results/result-chunk.ts';
import type { SeriesSource } from '../../../backend/sources/source.ts';
import type { DetectionRow, MonitorRow } from '../../../backend/store/monitors/records.ts';
import type { Feedback } from '../../../backend/monitors/adjustment.ts';
import type { WorkerPool } from '../../../backend/workers/pool.ts';

/** What a monitor found before anybody judged it, and all of its results. */
export interface Played {
  readonly spec: MonitorSpec;
  readonly detections: readonly DetectionRow[];
  readonly results: readonly ResultSeries[];
}

const NOTHING_SAID: Feedback = {
  adjustOf: () => null,
  exclusionsOf: async () => [],
  suppressionOf: () => null,
};

/** Goes through history with a detector as a monitor of it would have. Throws what could not be fitted. */
export async function play(
  pool: WorkerPool,
  source: SeriesSource,
  detector: string,
  seed: number,
  { from, to }: { readonly from: number; readonly to: number }
): Promise<Played> {
  const spec = monitorSpec.parse({ name: detector, queries: [{ expr: 'x' }], detector, step: '10m' });
  const plan = planMonitor(spec, {});
  const owner = { orgId: 1, datasource: 'evaluation' };
  const nobody = { createdAt: 0, createdBy: '', updatedAt: 0, updatedBy: '', deletedAt: null };
  const origin = { origin: 'ui', source: '', version: 1, paused: false } as const;
  const row: MonitorRow = { id: `${detector}-${seed}`, owner, name: detector, spec, ...origin, ...nobody };
  const detections = new Map<string, DetectionRow>();
  const pieces = new Map<number, ResultColumns[]>();
  const series: { readonly key: string; readonly labels: Readonly<Record<string, string>> }[] = [];
  await rehearse({
    row,
    spec,
    plan,
    pool,
    source,
    seed,
    from,
    to,
    files: [],
    feedback: NOTHING_SAID,
    observer: {
      fitted: () => undefined,
      failed: (error) => {
        throw error;
      },
    },
    maxPoints: 200_000,
    adjustment: null,
    suppressions: [],
    fitting: () => undefined,
    evaluated: (commit) => {
      commit.newSeries.forEach(({ ordinal, key, labels }) => (series[ordinal] = { key, labels }));
      commit.detections.forEach((one) => detections.set(one.id, one));
      for (const columns of commit.chunk ? decodeChunk(commit.chunk.bytes).series : []) {
        pieces.set(columns.ordinal, [...(pieces.get(columns.ordinal) ?? []), columns]);
      }
    },
  });
  const results = [...pieces].map(([ordinal, parts]): ResultSeries => {
    const column = (of: (columns: ResultColumns) => Float32Array): Float64Array =>
      Float64Array.from(parts.flatMap((part) => [...of(part)]));
    const score = column((one) => one.score);
    return {
      monitor: row,
      ...series[ordinal],
      step: plan.step,
      times: Float64Array.from(score, (_, i) => from + i * plan.step),
      value: column((one) => one.value),
      score,
      unadjusted: score,
      expected: column((one) => one.expected),
      lower: column((one) => one.lower),
      upper: column((one) => one.upper),
      anomaly: Uint8Array.from(parts.flatMap((part) => [...part.anomaly])),
    };
  });
  return { spec, detections: [...detections.values()], results };
}
