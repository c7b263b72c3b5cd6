import { metricNamesIn } from '../../../contract/promql.ts';
import type { MonitorPreset } from '../api-records.ts';
import type { MonitorSpecInput } from '../monitor-spec.ts';
import { monitorSpec } from '../monitor-spec.ts';

/** A preset as its file writes it: the id is made from group and title, the metrics are those of its queries. */
export interface PresetText {
  readonly title: string;
  readonly summary: string;
  readonly expr: string;
  readonly legend?: string;
  readonly spec?: Omit<MonitorSpecInput, 'name' | 'queries'>;
}

/** Presets of one software. */
export function presetsOf(group: string, texts: readonly PresetText[]): MonitorPreset[] {
  return texts.map(({ title, summary, expr, legend = '', spec = {} }) => ({
    id: `${group} ${title}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    group,
    title,
    summary,
    metrics: [...new Set(metricNamesIn(expr))],
    spec: monitorSpec.parse({ ...spec, name: `${group}: ${title}`, description: summary, queries: [{ expr, legend }] }),
  }));
}
