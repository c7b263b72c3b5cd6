import { execSync } from 'node:child_process';
import { RESULT_LABELS, RESULT_METRICS } from '../../../contract/monitor.ts';
import { removeRule } from '../alert-rules.ts';
import { demand } from '../bench.ts';
import type { Bench, Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { findListener } from '../find-listener.ts';
import { NAMES } from '../resources.ts';
import { unlessAbsent } from '../set-up.ts';
import { watchedMonitor } from '../watched-monitor.ts';

const INTERVAL_MS = 15_000;

/** Monitors go on with nobody looking. */
export const RESTART_CHECKS: readonly Check[] = [
  {
    name: "after the plugin's process is killed, evaluations go on without any request",
    run: async (bench) => {
      const { id } = await watchedMonitor(bench);
      await nobodyAsks(bench);
      const killed = findListener(bench.readApiPort);
      const since = Date.now();
      process.kill(killed, 'SIGKILL');
      await goesOn(bench, id, since);
      demand(findListener(bench.readApiPort) !== killed, 'the process is still the one that was killed');
    },
  },
  {
    name: 'after Grafana restarts, evaluations go on without any request',
    skip: () => (process.env.GRAFANA_RESTART ? null : 'GRAFANA_RESTART does not say how'),
    run: async (bench) => {
      const { id } = await watchedMonitor(bench);
      await nobodyAsks(bench);
      const since = Date.now();
      execSync(process.env.GRAFANA_RESTART ?? '', { stdio: 'ignore' });
      await until('Grafana is back', 120, async () =>
        (await fetch(`${bench.grafana.url}/api/health`)).ok ? true : null
      );
      await goesOn(bench, id, since);
    },
  },
];

/** Removes the rules of other checks: Grafana asks the datasource for them, which brings the engine the connection anew. */
async function nobodyAsks({ grafana }: Bench): Promise<void> {
  for (const rule of [NAMES.rule, NAMES.monitorRule]) {
    await unlessAbsent(() => removeRule(grafana, rule));
  }
}

/**
 * Asks the read API alone, which brings the engine nothing it could go on with: the first instant after `since` (ms) must have its results within one
 * interval of being due, or of the process being back.
 */
async function goesOn({ readApiPort }: Bench, monitor: string, since: number): Promise<void> {
  const query = `${RESULT_METRICS.score}{${RESULT_LABELS.monitorId}="${monitor}"}`;
  const step = INTERVAL_MS / 1000;
  const start = (Math.floor(since / INTERVAL_MS) + 1) * step;
  const count = async (): Promise<number> => {
    const end = Math.max(start, Math.floor(Date.now() / INTERVAL_MS) * step);
    // A second back, so that an instant shows its own result alone.
    const search = new URLSearchParams({
      query,
      start: `${start}`,
      end: `${end}`,
      step: `${step}`,
      lookback_delta: '1s',
    });
    const reply = await fetch(`http://127.0.0.1:${readApiPort}/prometheus/api/v1/query_range?${search.toString()}`);
    return ((await reply.json()) as { data: { result: unknown[] } }).data.result.length;
  };
  await until('the process is back', 60, async () => ((await count()) >= 0 ? true : null));
  const due = Math.max(Date.now(), start * 1000);
  await until('there are results of an instant after it was gone', (due - Date.now()) / 1000 + step, async () =>
    (await count()) === 4 ? true : null
  );
}
