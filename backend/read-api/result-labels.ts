import { RESULT_LABELS } from '../../contract/monitor.ts';
import type { Labels } from '../series/series.ts';

const OWN = new Set<string>(Object.values(RESULT_LABELS));

/**
 * Labels of a series' results, without the metric's name: those of the series, its `__name__` as `metric`, and the monitor's. A label of the series that
 * has one of these names gets `exported_` before it, as often as makes it unique, as Prometheus does when it scrapes.
 */
export function resultLabels(monitor: { readonly id: string; readonly name: string }, labels: Labels): Labels {
  const { __name__: metric, ...own } = labels;
  const result: Record<string, string> = {};
  const clashing: [string, string][] = [];
  for (const [name, value] of Object.entries(own)) {
    if (OWN.has(name)) {
      clashing.push([name, value]);
    } else if (value !== '') {
      result[name] = value;
    }
  }
  for (const [name, value] of clashing) {
    let free = `exported_${name}`;
    while (Object.hasOwn(own, free)) {
      free = `exported_${free}`;
    }
    if (value !== '') {
      result[free] = value;
    }
  }
  if (metric) {
    result[RESULT_LABELS.metric] = metric;
  }
  result[RESULT_LABELS.monitor] = monitor.name;
  result[RESULT_LABELS.monitorId] = monitor.id;
  return result;
}
