import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchPlugin } from '../../tests/plugin/plugin-process.ts';
import { startPrometheus } from '../prometheus-process.ts';
import { BENCH_METRIC, benchHistory, median } from './bench-history.ts';

const STEP_MS = 300_000;
const POINTS = 1_000;
const TRAINING_MS = 2 * 86_400_000;

export interface QueryDataRow {
  readonly points: number;
  /** Medians, ms: the whole QueryData call, and the same range asked of Prometheus alone. */
  readonly queryDataMs: number;
  readonly prometheusMs: number;
}

export interface QueryDataResult {
  readonly rows: readonly QueryDataRow[];
  /** Resident memory of the plugin after the calls, MiB. */
  readonly residentMiB: number;
}

/** Resident memory of a process, MiB, as Linux accounts it. */
function residentMiB(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line ? Math.round(Number(line[1]) / 1024) : Number.NaN;
}

async function timed(calls: number, call: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  return median(times);
}

/**
 * QueryData of the built plugin over gRPC against a real Prometheus: 1, 10 and 100 series of a thousand points, models cached and
 * nothing else, so that every call asks Prometheus, scores and encodes. Needs `npm run build` before.
 */
export async function benchQueryData(calls = 21): Promise<QueryDataResult> {
  const to = Math.floor(Date.now() / STEP_MS) * STEP_MS - STEP_MS;
  const from = to - (POINTS - 1) * STEP_MS;
  const begin = from - TRAINING_MS - 2 * 86_400_000;
  const prometheus = await startPrometheus({ history: benchHistory(100, begin, to + STEP_MS, STEP_MS) });
  const executable = join(import.meta.dirname, '../../dist/datasource/gpx_nightjar_linux_amd64');
  const plugin = await launchPlugin(executable);
  const context = { jsonData: { prometheusUrl: prometheus.url }, uid: 'bench' };
  const rows: QueryDataRow[] = [];
  try {
    for (const series of [1, 10, 100]) {
      const expr = `${BENCH_METRIC}{series=~"${[...Array(series).keys()].join('|')}"}`;
      const model = { expr, output: 'scores', step: '5m', trainingWindow: '2d' };
      const ask = async () => {
        const reply = await plugin.client.queryData(context, [{ refId: 'A', model, from, to }], { FromAlert: 'true' });
        const answer = reply.responses.A;
        if (answer.error || answer.frames?.length !== series) {
          throw new Error(`QueryData gave ${answer.frames?.length ?? 0} frames: ${answer.error}`);
        }
      };
      await timed(3, ask);
      const form = new URLSearchParams({ query: expr, start: `${from / 1000}`, end: `${to / 1000}`, step: '300' });
      const direct = async () => {
        await (await fetch(`${prometheus.url}/api/v1/query_range`, { method: 'POST', body: form })).text();
      };
      rows.push({
        points: series * POINTS,
        queryDataMs: Number((await timed(calls, ask)).toFixed(1)),
        prometheusMs: Number((await timed(calls, direct)).toFixed(1)),
      });
    }
    return { rows, residentMiB: residentMiB(plugin.pid) };
  } finally {
    await plugin.stop();
    await prometheus.close();
  }
}
