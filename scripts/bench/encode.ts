import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeArrow } from '../../backend/frames/arrow.ts';
import { launchPlugin } from '../../tests/plugin/plugin-process.ts';
import type { PluginProcess } from '../../tests/plugin/plugin-process.ts';
import { benchFrames } from './bench-frames.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { WITHOUT_GO, buildGoPeer, endPeer, launchGoPeer } from './go-peer.ts';
import { interleave, timer } from './interleave.ts';
import type { Timer } from './interleave.ts';
import { processorTime } from './processor-time.ts';
import { assertSameFrames } from './same-frames.ts';

/** Points of a reply: this many series of a thousand points. */
const SERIES = [1, 10, 100];
const ROWS = 1_000;
const ROUNDS = 101;
/** Frames answered before the clock counts: a plugin lives for weeks, so that its compiled code is what matters. */
const WARM_UP_FRAMES = 2_000;

interface Cost {
  /** Median of the calls, by the caller's clock, ms. */
  readonly callMs: number;
  /** Processor time of the plugin a call, ms. */
  readonly processorMs: number;
}

interface Row {
  readonly points: number;
  readonly nightjar: Cost;
  readonly go: Cost | null;
}

async function ask(peer: PluginProcess, frames: number): Promise<readonly Uint8Array[]> {
  const reply = await peer.client.queryData({}, [{ refId: 'A', model: { frames }, from: 0, to: 1 }]);
  const { frames: encoded, error } = reply.responses.A;
  if (error || encoded?.length !== frames) {
    throw new Error(`a peer answered ${encoded?.length ?? 0} of ${frames} frames: ${error}`);
  }
  return encoded;
}

async function measure(say: (line: string) => void): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  const most = Math.max(...SERIES);
  const peers: PluginProcess[] = [];
  try {
    const nightjar = await launchPlugin(process.execPath, {
      args: [join(import.meta.dirname, 'frames-peer.ts'), `${most}`, `${ROWS}`],
    });
    peers.push(nightjar);
    const go = (await buildGoPeer(say)) ? await launchGoPeer(benchFrames(most, ROWS).map(encodeArrow), folder) : null;
    if (go) {
      peers.push(go);
      assertSameFrames(await ask(nightjar, most), await ask(go, most));
    }
    const rows: Row[] = [];
    for (const series of SERIES) {
      const callers: Record<string, Timer> = { nightjar: timer(() => ask(nightjar, series)) };
      if (go) {
        callers.go = timer(() => ask(go, series));
      }
      await interleave(callers, 0, Math.max(20, WARM_UP_FRAMES / series));
      const before = peers.map(({ pid }) => processorTime(pid));
      const times = await interleave(callers, ROUNDS, 0);
      const used = peers.map(({ pid }, i) => (processorTime(pid) - before[i]) / ROUNDS);
      rows.push({
        points: series * ROWS,
        nightjar: { callMs: times.nightjar, processorMs: used[0] },
        go: go && { callMs: times.go, processorMs: used[1] },
      });
      say(
        `${series * ROWS} points: ${costText(rows[rows.length - 1].nightjar)}, Go ${costText(rows[rows.length - 1].go)}`
      );
    }
    return report(rows);
  } finally {
    peers.forEach(endPeer);
    rmSync(folder, { recursive: true, force: true });
  }
}

function costText(cost: Cost | null): string {
  return cost ? `${cost.callMs.toFixed(2)} ms (processor ${cost.processorMs.toFixed(2)} ms)` : 'not measured';
}

function report(rows: readonly Row[]): BenchReport {
  const lines = rows.map(({ points, nightjar, go }) => {
    const ratio = go ? (go.callMs / nightjar.callMs).toFixed(2) : '';
    return `| ${points.toLocaleString('en')} | ${costText(nightjar)} | ${costText(go)} | ${ratio} |`;
  });
  return {
    markdown: `QueryData over gRPC of two plugins that answer the same frames, made beforehand: Nightjar's door, and a plugin on Grafana's Go SDK. Frames as an
\`anomalies\` query has them (time, five numbers, a flag), one a series of ${ROWS.toLocaleString('en')} points; medians of ${ROUNDS} calls in turn, and beside
them the processor time of the plugin a call.

| points | Nightjar | Go SDK | times as fast |
|---|---|---|---|
${lines.join('\n')}`,
    gates: rows.flatMap(({ points, nightjar, go }) =>
      go
        ? [ratioGate(`${points.toLocaleString('en')} points: speed over the Go SDK's`, go.callMs / nightjar.callMs, 1)]
        : []
    ),
    goals: [],
    figures: { rows },
    skipped: rows.some(({ go }) => go === null) ? [WITHOUT_GO] : [],
  };
}

export const encode: Bench = {
  title: 'Encoding frames for Grafana, beside a Go SDK plugin',
  summary: 'frames to Grafana, beside a plugin on the Go SDK that answers the same',
  run: measure,
};
