import { ByNamesMatcherMode, FieldMatcherID } from '@grafana/data';
import type { FieldConfigSource } from '@grafana/data';

/** Names of the series the legend left visible; null: all of them. */
export type ShownSeries = ReadonlySet<string> | null;

/** What is shown after a click on a name in the legend: that one alone, or with Ctrl one more or less, as in Grafana. */
export function toggleSeries(shown: ShownSeries, name: string, append: boolean): ShownSeries {
  if (!append) {
    return shown?.size === 1 && shown.has(name) ? null : new Set([name]);
  }
  const next = new Set(shown);
  if (!next.delete(name)) {
    next.add(name);
  }
  return next.size === 0 ? null : next;
}

/** The field options with a rule that takes every other series out of the graph. */
export function hideOthers(config: FieldConfigSource, shown: ShownSeries): FieldConfigSource {
  if (shown === null) {
    return config;
  }
  const options = { mode: ByNamesMatcherMode.exclude, names: [...shown] };
  const hideFrom = { id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: true } };
  const rule = { matcher: { id: FieldMatcherID.byNames, options }, properties: [hideFrom] };
  return { ...config, overrides: [...config.overrides, rule] };
}
