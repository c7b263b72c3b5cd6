import { selectorsIn } from '../../../contract/promql.ts';
import type { Matcher } from '../../../contract/promql.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { MonitorState } from '../../../contract/monitor.ts';
import type { DetectionCells } from '../../api/detections.ts';
import type { MonitorSummary } from '../../api/monitors.ts';
import type { MonitorsOptions } from './options.ts';

type Chosen = Pick<MonitorSummary, 'id' | 'name' | 'labels' | 'state' | 'openDetections'>;

/** What needs somebody first. */
const URGENCY: readonly MonitorState[] = ['failing', 'anomalous', 'late', 'learning', 'new', 'ok', 'paused'];

/** Monitors of these names and labels; a text that holds no matchers lets none through. */
export function chosenMonitors<M extends Chosen>(
  monitors: readonly M[],
  { names, labels }: Pick<MonitorsOptions, 'names' | 'labels'>
): M[] {
  const inner = labels.trim().replace(/^\{(.*)\}$/s, '$1');
  const matchers = inner.trim() === '' ? [] : (selectorsIn(`{${inner}}`)[0]?.matchers ?? null);
  return monitors.filter(
    (monitor) =>
      (names.length === 0 || names.includes(monitor.name)) &&
      matchers !== null &&
      (matchers.length > 0 || inner.trim() === '') &&
      matchers.every((matcher) => fulfils(monitor.labels[matcher.label] ?? '', matcher))
  );
}

function fulfils(value: string, { op, value: wanted }: Matcher): boolean {
  switch (op) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=~':
      return matches(value, wanted);
    case '!~':
      return !matches(value, wanted);
  }
}

/** As in Prometheus, the expression matches the whole value; one that is none matches nothing. */
function matches(value: string, expression: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`, 's').test(value);
  } catch {
    return false;
  }
}

/** By what needs somebody first (state, open detections, the highest score of the time), or by name. */
export function orderedMonitors<M extends Chosen>(
  monitors: readonly M[],
  cells: DetectionCells['monitors'],
  order: MonitorsOptions['order']
): M[] {
  const worst = (id: string) =>
    (cells[id] ?? []).reduce((most, { severity, score }) => Math.max(most, SEVERITIES.indexOf(severity) + score), 0);
  return [...monitors].sort(
    (a, b) =>
      (order === 'urgency'
        ? URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
          b.openDetections - a.openDetections ||
          worst(b.id) - worst(a.id)
        : 0) || a.name.localeCompare(b.name)
  );
}
