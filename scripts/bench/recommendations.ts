import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import { collectGarbage } from '../../backend/collect-garbage.ts';
import { seededRandom } from '../../backend/features/random.ts';
import type { AlertService } from '../../backend/incidents/alert-service.ts';
import type { MonitorService } from '../../backend/monitors/monitor-service.ts';
import { analyse } from '../../backend/recommendations/analysis/analyse.ts';
import type { Look } from '../../backend/recommendations/analysis/analyse.ts';
import { foreseeWith } from '../../backend/recommendations/methods/foresee.ts';
import { starterRules } from '../../backend/recommendations/rules/read-rules.ts';
import type { SeriesSource } from '../../backend/sources/source.ts';
import { forecast } from '../../backend/workers/forecast-task.ts';
import type { Bench, BenchReport } from './bench.ts';
import { median } from './bench-history.ts';

const COMPONENTS = 10;
const ROUNDS = 15;
const AIM_MS = 500;
const AIM_MIB = 20;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 22, 12);

/** What each metric that a starter rule asks for gives at a time (ms), for a service by number; all that is found is there to be found. */
const VALUES: readonly (readonly [RegExp, (time: number, service: number, noise: number) => number])[] = [
  [/^max by \(service\) \(process_resident_memory_bytes\)$/, (t, s, n) => MIB * (300 + 20 * s + 15 * daily(t) + 5 * n)],
  [/container_memory_limit_bytes/, () => 2 * GIB],
  [/disk_used_bytes/, (t, s, n) => GIB * (63 + s + (16 * (t - NOW + 15 * DAY)) / DAY / 8 + 0.3 * daily(t) + 0.1 * n)],
  [/disk_size_bytes/, () => 100 * GIB],
  [
    /_config_\.\*\(cache/,
    (t) => [60, 30, 120, 60, 300, 30, 60][Math.min(6, Math.floor((t - NOW + 21 * DAY) / (3 * DAY)))],
  ],
  [/cache_misses_total\[5m\]\)\) \/ /, (t, _, n) => (1 + 0.1 * n) * (2.4 / ttl(t) + 0.02)],
  [/cache_misses_total/, (t, _, n) => 100 * (1.5 + daily(t)) * (1 + 0.02 * n)],
  [/alert_rule_value/, (t, _, n) => 18 + 6 * daily(t) + 5 * n],
  [/alert_rule_threshold/, () => 20],
  [/db_connections_active/, (t, _, n) => Math.round(70 + 20 * daily(t) + 5 * n)],
  [/db_connections_max/, () => 100],
];

function daily(time: number): number {
  return Math.sin((2 * Math.PI * time) / DAY);
}

function ttl(time: number): number {
  return VALUES[4][1](time, 0, 0);
}

function source(): SeriesSource {
  const random = seededRandom(1);
  return {
    identity: 'bench',
    async queryRange({ expr, start, end, step }) {
      const value = VALUES.find(([pattern]) => pattern.test(expr))?.[1];
      const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
      const named: Record<string, string> = expr.includes('_config_')
        ? { __name__: 'app_config_cache_ttl_seconds' }
        : {};
      const alert: Record<string, string> = expr.includes('alert_rule') ? { alertname: 'Queue' } : {};
      const series = Array.from({ length: value ? COMPONENTS : 0 }, (_, service) => ({
        labels: { ...named, ...alert, service: `service-${service}` },
        times,
        values: times.map((time) => value?.(time, service, 2 * random() - 1) ?? Number.NaN),
      }));
      return { series, warnings: [] };
    },
  };
}

/** Answers beforehand: what making up the series takes is not what is measured. */
async function remembered(rules: Look['rules']): Promise<SeriesSource> {
  const inner = source();
  const known = new Map<string, ReturnType<SeriesSource['queryRange']>>();
  const keep: SeriesSource = {
    identity: 'bench',
    queryRange(request) {
      const key = JSON.stringify([request.expr, request.start, request.end, request.step]);
      const reply = known.get(key) ?? inner.queryRange(request);
      known.set(key, reply);
      return reply;
    },
  };
  await look(keep, rules);
  return keep;
}

function look(from: SeriesSource, rules: Look['rules']): ReturnType<typeof analyse> {
  const alerts = {
    alerts: async () => ({ alerts: [], more: false }),
    incidents: async () => ({ incidents: [], more: false }),
  } as unknown as AlertService;
  const monitors = {
    list: async () => [],
    detections: async () => ({ detections: [], more: false }),
  } as unknown as MonitorService;
  // One after the other, as one worker does.
  let last: Promise<unknown> = Promise.resolve();
  const foresee = foreseeWith((input) => {
    const next = last.then(() => forecast(input));
    last = next;
    return next;
  }, 1);
  const { signal } = new AbortController();
  const owner = { orgId: 1, datasource: 'bench' };
  return analyse(
    { owner, now: NOW, source: from, configs: [], options: ALERT_DEFAULTS, rules, foresee, signal },
    { alerts, monitors }
  );
}

export const recommendationsBench: Bench = {
  title: 'Recommendations',
  summary:
    'Ten components optimised: all rules of the starter set over a day to three weeks of series, forecasts included.',

  async run(say): Promise<BenchReport> {
    const { rules } = starterRules();
    const from = await remembered(rules);
    const times: number[] = [];
    const growths: number[] = [];
    const found = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round++) {
      collectGarbage('major');
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
      const started = process.cpuUsage();
      const { findings } = await look(from, rules);
      const { user, system } = process.cpuUsage(started);
      clearInterval(watch);
      times.push((user + system) / 1_000);
      growths.push((Math.max(most, process.memoryUsage().rss) - before) / MIB);
      found.clear();
      findings.forEach(({ rule: { id } }) => found.set(id, (found.get(id) ?? 0) + 1));
    }
    const [ms, mib] = [median(times), median(growths.slice(1))];
    const most = Math.max(...growths.slice(1));
    const count = [...found.values()].reduce((sum, of) => sum + of, 0);
    say([...found].map(([rule, of]) => `${of} by ${rule}`).join(', '));
    return {
      markdown: [
        `Ten components, each with a memory limit, a disk that fills (a forecast by \`auto\` with its back-test), a cache setting with three weeks of past, an alert's threshold and a connection pool: ${count} recommendations by the ${rules.length} rules of the starter set. Processor time of the whole analysis, series in memory, one thread; memory is the most by which resident memory stood above what it was before, in ${ROUNDS - 1} analyses after the first.`,
        '',
        '| processor time, ms (median) | a component, ms | memory, MiB (median) | memory, MiB (most) |',
        '| --: | --: | --: | --: |',
        `| ${ms.toFixed(0)} | ${(ms / COMPONENTS).toFixed(1)} | ${mib.toFixed(1)} | ${most.toFixed(1)} |`,
      ].join('\n'),
      gates: [
        {
          name: 'each of ten components is told of what is planted',
          bound: `${COMPONENTS * 5} recommendations`,
          found: String(count),
          passed: count === COMPONENTS * 5,
        },
      ],
      goals: [
        { name: 'ten components optimised', aim: `${AIM_MS} ms`, found: `${ms.toFixed(0)} ms`, reached: ms <= AIM_MS },
        { name: 'memory of it', aim: `${AIM_MIB} MiB`, found: `${mib.toFixed(1)} MiB`, reached: mib <= AIM_MIB },
      ],
      figures: { components: COMPONENTS, found: count, milliseconds: ms, memoryMiB: mib, mostMemoryMiB: most },
      skipped: [],
    };
  },
};
