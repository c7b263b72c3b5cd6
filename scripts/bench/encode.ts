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
import { assertSameFrames } from './same-frames.ts';

/** Points of a reply: this many series of a thousand points. */
const SERIES = [1, 10, 100];
const ROWS = 1_000;
const ROUNDS = 61;

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
    const rows: { points: number; nightjar: number; go: number | null }[] = [];
    for (const series of SERIES) {
      const callers: Record<string, Timer> = { nightjar: timer(() => ask(nightjar, series)) };
      if (go) {
        callers.go = timer(() => ask(go, series));
      }
      const times = await interleave(callers, ROUNDS, 15);
      const row = { points: series * ROWS, nightjar: times.nightjar, go: go ? times.go : null };
      rows.push(row);
      say(`${row.points} points: ${row.nightjar.toFixed(2)} ms, Go ${row.go?.toFixed(2) ?? 'not measured'} ms`);
    }
    return report(rows);
  } finally {
    peers.forEach(endPeer);
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(rows: readonly { points: number; nightjar: number; go: number | null }[]): BenchReport {
  const lines = rows.map(({ points, nightjar, go }) => {
    const theirs = go === null ? 'not measured | ' : `${go.toFixed(2)} | ${(go / nightjar).toFixed(2)}`;
    return `| ${points.toLocaleString('en')} | ${nightjar.toFixed(2)} | ${theirs} |`;
  });
  return {
    markdown: `QueryData over gRPC of two plugins that answer the same frames, made beforehand: Nightjar's door, and a plugin on Grafana's Go SDK. Frames as an
\`anomalies\` query has them (time, five numbers, a flag), one a series of ${ROWS.toLocaleString('en')} points; medians of ${ROUNDS} calls in turn, ms.

| points | Nightjar | Go SDK | times as fast |
|---|---|---|---|
${lines.join('\n')}`,
    gates: rows.flatMap(({ points, nightjar, go }) =>
      go === null ? [] : [ratioGate(`${points.toLocaleString('en')} points: speed over the Go SDK's`, go / nightjar, 1)]
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
