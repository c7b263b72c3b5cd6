import { RESULT_METRICS } from '../../contract/monitor.ts';
import type { ResultMetric } from '../../contract/monitor.ts';
import type { LatestResult } from '../monitors/monitor-service.ts';
import type { Labels } from '../series/series.ts';
import { formatValue } from './format-reply.ts';
import { longestHold } from './holds-for.ts';
import { RESULT_HELP } from './result-help.ts';
import { resultLabels } from './result-labels.ts';

const METRICS = Object.entries(RESULT_METRICS) as [ResultMetric, string][];
const LEFT_OUT = 'nightjar_results_left_out';

/**
 * The newest results in Prometheus's text format (https://prometheus.io/docs/instrumenting/exposition_formats/), without times, so that a scrape
 * notices when a series ends: one that is not there at its monitor's newest instant, or whose monitor's results are too old to be current, is not
 * there. At most `most` series; a gauge tells how many were left out.
 */
export function resultExposition(results: readonly LatestResult[], now: number, most: number): string {
  const current = currentResults(results, now);
  const shown = current.slice(0, most);
  const labelled = shown.map((result) => ({ result, labels: labelText(resultLabels(result.monitor, result.labels)) }));
  const blocks = METRICS.map(([metric, name]) => {
    const lines = labelled.flatMap(({ result, labels }) => {
      const value = valueOf(result, metric);
      return Number.isNaN(value) ? [] : [`${name}{${labels}} ${formatValue(value)}`];
    });
    return lines.length > 0 ? [...header(name, RESULT_HELP[name]), ...lines] : [];
  });
  const leftOut = [
    ...header(
      LEFT_OUT,
      'Watched series whose results are not among the metrics, since there are too many (metricsMaxSeries).'
    ),
    `${LEFT_OUT} ${current.length - shown.length}`,
  ];
  return `${[...blocks.flat(), ...leftOut].join('\n')}\n`;
}

/** What stands at the newest instant of its monitor, by monitor and series. */
function currentResults(results: readonly LatestResult[], now: number): LatestResult[] {
  const newest = new Map<string, number>();
  for (const { monitor, time } of results) {
    newest.set(monitor.id, Math.max(newest.get(monitor.id) ?? -Infinity, time));
  }
  return results
    .filter(({ monitor, time }) => time === newest.get(monitor.id) && time > now - longestHold(monitor.spec))
    .sort((a, b) => compare(a.monitor.id, b.monitor.id) || compare(a.key, b.key));
}

function valueOf(result: LatestResult, metric: ResultMetric): number {
  if (metric === 'anomaly') {
    return Number.isNaN(result.score) ? NaN : Number(result.anomaly);
  }
  return result[metric];
}

export function header(name: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`];
}

/** Characters that a label's name may not have in this format become `_`. */
export function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_')}="${escaped(value)}"`)
    .sort()
    .join(',');
}

function escaped(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
