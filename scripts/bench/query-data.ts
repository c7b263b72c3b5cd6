import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchPlugin } from '../../tests/plugin/plugin-process.ts';
import type { PluginProcess } from '../../tests/plugin/plugin-process.ts';
import { startPrometheus } from '../prometheus-process.ts';
import { BENCH_METRIC, benchHistory } from './bench-history.ts';
import type { Bench, BenchReport } from './bench.ts';
import { WITHOUT_GO, buildGoPeer, endPeer, launchGoPeer } from './go-peer.ts';
import { interleave, timer } from './interleave.ts';
import type { Timer } from './interleave.ts';
import { assertSameFrames } from './same-frames.ts';

const STEP_MS = 300_000;
const POINTS = 1_000;
const TRAINING_MS = 2 * 86_400_000;
const CALLS = 41;

/** Medians in ms: the whole QueryData call, the same range asked of Prometheus alone, and a Go SDK plugin that has the same frames ready. */
interface Row {
  readonly points: number;
  readonly nightjar: number;
  readonly prometheus: number;
  readonly go: number | null;
}

async function framesOf(plugin: PluginProcess, request: Parameters<PluginProcess['client']['queryData']>) {
  const { error, frames } = (await plugin.client.queryData(...request)).responses.A;
  if (error || !frames) {
    throw new Error(`QueryData failed: ${error}`);
  }
  return frames;
}

async function measure(say: (line: string) => void): Promise<BenchReport> {
  const to = Math.floor(Date.now() / STEP_MS) * STEP_MS - STEP_MS;
  const from = to - (POINTS - 1) * STEP_MS;
  const begin = from - TRAINING_MS - 2 * 86_400_000;
  const hasGo = await buildGoPeer(say);
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  const prometheus = await startPrometheus({ history: benchHistory(100, begin, to + STEP_MS, STEP_MS) });
  const executable = join(import.meta.dirname, '../../dist/datasource/gpx_nightjar_linux_amd64');
  const plugin = await launchPlugin(executable);
  const rows: Row[] = [];
  try {
    for (const series of [1, 10, 100]) {
      const expr = `${BENCH_METRIC}{series=~"${[...Array(series).keys()].join('|')}"}`;
      const model = { expr, output: 'anomalies', step: '5m', trainingWindow: '2d' };
      const context = { jsonData: { prometheusUrl: prometheus.url }, uid: 'bench' };
      const ask = () => framesOf(plugin, [context, [{ refId: 'A', model, from, to }], { FromAlert: 'true' }]);
      const frames = await ask();
      if (frames.length !== series) {
        throw new Error(`QueryData gave ${frames.length} frames for ${series} series`);
      }
      const form = new URLSearchParams({ query: expr, start: `${from / 1000}`, end: `${to / 1000}`, step: '300' });
      const direct = async () => {
        await (await fetch(`${prometheus.url}/api/v1/query_range`, { method: 'POST', body: form })).text();
      };
      const callers: Record<string, Timer> = { nightjar: timer(ask), prometheus: timer(direct) };
      const go = hasGo ? await launchGoPeer(frames, folder) : null;
      if (go) {
        const theirs = () => framesOf(go, [{}, [{ refId: 'A', model: { frames: series }, from, to }]]);
        assertSameFrames(frames, await theirs());
        callers.go = timer(theirs);
      }
      const { nightjar, prometheus: alone, ...rest } = await interleave(callers, CALLS);
      if (go) {
        endPeer(go);
      }
      rows.push({ points: series * POINTS, nightjar, prometheus: alone, go: rest.go ?? null });
      say(`${series * POINTS} points: ${nightjar.toFixed(1)} ms, of which Prometheus ${alone.toFixed(1)} ms`);
    }
    return report(rows);
  } finally {
    await plugin.stop();
    await prometheus.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rows: readonly Row[]): BenchReport {
  const lines = rows.map(
    ({ points, nightjar, prometheus, go }) =>
      `| ${points.toLocaleString('en')} | ${nightjar.toFixed(1)} | ${prometheus.toFixed(1)} | ${go?.toFixed(1) ?? 'not measured'} |`
  );
  return {
    markdown: `QueryData of the built plugin over gRPC against a real Prometheus on the same machine, 1, 10 and 100 series of ${POINTS.toLocaleString('en')} points, detector
\`seasonal\`, output \`anomalies\`; models cached and nothing else, so that every call asks Prometheus, scores and encodes. Beside it, in turn, the same
range asked of Prometheus alone, and a plugin on Grafana's Go SDK that has the same frames ready and only encodes them.
Medians of ${CALLS} calls, ms.

| points | Nightjar, whole | Prometheus alone | Go SDK, encoding alone |
|---|---|---|---|
${lines.join('\n')}`,
    gates: [],
    goals: [],
    figures: { rows },
    skipped: rows.some(({ go }) => go === null) ? [WITHOUT_GO] : [],
  };
}

export const queryData: Bench = {
  title: 'QueryData, models cached',
  summary: 'the whole of a dashboard query at 1k, 10k and 100k points',
  run: measure,
};
