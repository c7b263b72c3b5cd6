import type { MonitorSpec } from '../../../api/monitors.ts';
import type { AskedQuery } from '../../../ui/run/use-run.ts';

/**
 * The query that shows what a monitor would find. Its scores are raw (both directions, no smallest deviation), so that what marks them can change
 * without asking again; `explainFrom` is the sensitivity from which the backend explains what it finds.
 */
export function previewQuery(spec: MonitorSpec, explainFrom: number): AskedQuery {
  const { detector, settings, missing, step, training, queries } = spec;
  const [{ legend }] = queries;
  return {
    expr: joinedExpr(queries.map(({ expr }) => expr)),
    detector,
    settings,
    missing,
    step,
    trainingWindow: training.window,
    legendFormat: queries.every((one) => one.legend === legend) ? legend : '',
    sensitivity: explainFrom,
    direction: 'both',
    minDeviation: 0,
    minRelativeDeviation: 0,
    minSeverity: 'low',
    output: 'anomalies',
    monitor: '',
    select: 'anomalies',
  };
}

/** Several queries as one, its series told apart by the label `query` (A, B, ...) as a monitor's are. */
export function joinedExpr(exprs: readonly string[]): string {
  if (exprs.length === 1) {
    return exprs[0];
  }
  return exprs
    .map((expr, i) => `label_replace(\n${expr}\n, "query", "${String.fromCharCode(65 + i)}", "", "")`)
    .join(' or ');
}
