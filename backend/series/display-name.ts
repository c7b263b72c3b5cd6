import type { Labels } from './series.ts';
import { formatLabels } from './series.ts';

/** A series' name by a legend template as in Grafana's Prometheus datasource: `{{label}}`; without one, by its labels. */
export function displayName(labels: Labels, legendFormat: string, expr: string): string {
  if (legendFormat.trim() && legendFormat !== '__auto') {
    return legendFormat.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, label: string) => labels[label] ?? '');
  }
  return Object.keys(labels).length > 0 ? formatLabels(labels) : expr;
}
