import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchPlugin } from '../../tests/plugin/plugin-process.ts';
import type { PluginProcess } from '../../tests/plugin/plugin-process.ts';
import { startPrometheus } from '../prometheus-process.ts';
import { BENCH_METRIC, benchHistory, median } from './bench-history.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 900_000;
const QUERIES = 5;
const SERIES_PER_QUERY = 200;
const SAMPLES = 1_000;
/** What is freed after an answer is free by then; and idle workers have ended. */
const SETTLE_MS = 2_000;
const REST_MS = 25_000;

export interface MemoryResult {
  /** Resident memory of the plugin, MiB: after its handshake, after a health check, and with 1,000 series modelled; once its workers have ended; the most. */
  readonly startedMiB: number;
  readonly healthyMiB: number;
  readonly modelledMiB: number;
  readonly restingMiB: number;
  readonly peakMiB: number;
  /** What the resting figure consists of, as far as Linux and Node tell, MiB: pages of files such as Node's own, and JavaScript's heap. */
  readonly mappedMiB: number;
  readonly heapMiB: number;
  readonly seriesModelled: number;
  /** Bytes of the models themselves, as the plugin counts them, MiB. */
  readonly modelMiB: number;
  /** A thousand samples of one series, Prometheus and gRPC included, medians, ms: model fitted first, and model cached. */
  readonly coldThousandMs: number;
  readonly warmThousandMs: number;
  /** By how much resident memory grew over those calls, MiB. */
  readonly thousandGrowthMiB: number;
}

/** A memory figure of a process in MiB, as Linux accounts it: `VmRSS` (resident), `RssFile` (of that, pages of files), `VmHWM` (the most that was). */
export function memoryOf(pid: number, what: 'VmRSS' | 'RssFile' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line ? Math.round(Number(line[1]) / 1024) : Number.NaN;
}

/** The query that selects series 200 k to 200 k + 199. */
function selection(k: number): string {
  const pattern = k === 0 ? '[0-9]{1,2}|1[0-9]{2}' : `[${2 * k}${2 * k + 1}][0-9]{2}`;
  return `${BENCH_METRIC}{series=~"${pattern}"}`;
}

/**
 * Memory of the built plugin in Grafana's role against a real Prometheus: 1,000 series, 14 days of training at 15 minutes, asked for as
 * five queries of 200 series at once; and what a thousand samples of one series cost. Needs `npm run build` before.
 */
export async function benchMemory(
  executable = join(import.meta.dirname, '../../dist/datasource/gpx_nightjar_linux_amd64')
): Promise<MemoryResult> {
  const to = Math.floor(Date.now() / STEP_MS) * STEP_MS - STEP_MS;
  const history = benchHistory(QUERIES * SERIES_PER_QUERY, to - 26 * DAY_MS, to + STEP_MS, STEP_MS);
  const prometheus = await startPrometheus({ history });
  const data = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  const plugin = await launchPlugin(executable, { env: { GF_PLUGIN_DATA_PATH: data } });
  const context = { jsonData: { prometheusUrl: prometheus.url }, uid: 'bench' };
  const rss = () => memoryOf(plugin.pid, 'VmRSS');
  try {
    const startedMiB = rss();
    await plugin.client.checkHealth(context);
    const healthyMiB = rss();
    const thousand = await detectThousands(plugin, context, to);
    const queries = [...Array(QUERIES).keys()].map((k) => ({
      refId: `Q${k}`,
      model: { expr: selection(k), output: 'anomalies', step: '15m', trainingWindow: '14d' },
      from: to - DAY_MS / 4,
      to,
    }));
    const reply = await plugin.client.queryData(context, queries, { FromAlert: 'true' });
    for (const { refId } of queries) {
      const { frames, error } = reply.responses[refId];
      if (error || frames?.length !== SERIES_PER_QUERY) {
        throw new Error(`${refId} gave ${frames?.length ?? 0} frames: ${error}`);
      }
    }
    await sleep(SETTLE_MS);
    const modelledMiB = rss();
    await sleep(REST_MS);
    const metrics = await plugin.client.metrics();
    const metric = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
    return {
      startedMiB,
      healthyMiB,
      modelledMiB,
      restingMiB: rss(),
      peakMiB: memoryOf(plugin.pid, 'VmHWM'),
      mappedMiB: memoryOf(plugin.pid, 'RssFile'),
      heapMiB: Math.round(metric('nightjar_nodejs_heap_size_total_bytes') / 2 ** 20),
      seriesModelled: metric('nightjar_models'),
      modelMiB: Number((metric('nightjar_model_bytes') / 2 ** 20).toFixed(1)),
      ...thousand,
    };
  } finally {
    await plugin.stop();
    await prometheus.close();
    rmSync(data, { recursive: true, force: true });
  }
}

type Thousand = Pick<MemoryResult, 'coldThousandMs' | 'warmThousandMs' | 'thousandGrowthMiB'>;

/** Every call another series, then the same one again: a thousand samples scored by models fitted on as many before. */
async function detectThousands(
  plugin: PluginProcess,
  context: { jsonData: Record<string, unknown>; uid: string },
  to: number,
  calls = 21
): Promise<Thousand> {
  const cold: number[] = [];
  const warm: number[] = [];
  const ask = async (series: number): Promise<number> => {
    const model = { expr: `${BENCH_METRIC}{series="${series}"}`, output: 'scores', step: '15m', trainingWindow: '10d' };
    const from = to - (SAMPLES - 1) * STEP_MS;
    const started = performance.now();
    const reply = await plugin.client.queryData(context, [{ refId: 'A', model, from, to }], { FromAlert: 'true' });
    if (reply.responses.A.error || reply.responses.A.frames?.length !== 1) {
      throw new Error(`a thousand samples gave no frame: ${reply.responses.A.error}`);
    }
    return performance.now() - started;
  };
  for (let call = 0; call < 3; call++) {
    await ask(call);
  }
  const before = memoryOf(plugin.pid, 'VmRSS');
  for (let call = 0; call < calls; call++) {
    cold.push(await ask(3 + call));
    warm.push(await ask(3 + call));
  }
  return {
    coldThousandMs: Number(median(cold).toFixed(1)),
    warmThousandMs: Number(median(warm).toFixed(1)),
    thousandGrowthMiB: memoryOf(plugin.pid, 'VmRSS') - before,
  };
}
