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
      process.kill(killed, 'SIGKILL');
      await goesOn(bench, id);
      demand(findListener(bench.readApiPort) !== killed, 'the process is still the one that was killed');
    },
  },
  {
    name: 'after Grafana restarts, evaluations go on without any request',
    skip: () => (process.env.GRAFANA_RESTART ? null : 'GRAFANA_RESTART does not say how'),
    run: async (bench) => {
      const { id } = await watchedMonitor(bench);
      await nobodyAsks(bench);
      execSync(process.env.GRAFANA_RESTART ?? '', { stdio: 'ignore' });
      await until('Grafana is back', 120, async () =>
        (await fetch(`${bench.grafana.url}/api/health`)).ok ? true : null
      );
      await goesOn(bench, id);
    },
  },
];

/** Removes the rules of other checks: Grafana asks the datasource for them, which brings the engine the connection anew. */
async function nobodyAsks({ grafana }: Bench): Promise<void> {
  for (const rule of [NAMES.rule, NAMES.monitorRule]) {
    await unlessAbsent(() => removeRule(grafana, rule));
  }
}

/** Asks the read API alone, which brings the engine nothing it could go on with: there must be results of the newest interval. */
async function goesOn({ readApiPort }: Bench, monitor: string): Promise<void> {
  const query = `${RESULT_METRICS.score}{${RESULT_LABELS.monitorId}="${monitor}"}`;
  const search = new URLSearchParams({ query, lookback_delta: `${(2 * INTERVAL_MS) / 1000}s` });
  const count = async (): Promise<number> => {
    const reply = await fetch(`http://127.0.0.1:${readApiPort}/prometheus/api/v1/query?${search.toString()}`);
    return ((await reply.json()) as { data: { result: unknown[] } }).data.result.length;
  };
  // What was evaluated before the end is past by then.
  await new Promise((resolve) => setTimeout(resolve, 3 * INTERVAL_MS));
  await until('the process is back', 60, async () => ((await count()) >= 0 ? true : null));
  await until('there are results of the last interval', INTERVAL_MS / 1000, async () =>
    (await count()) === 4 ? true : null
  );
}
