import { MONITOR_STATES } from '../../../../contract/monitor.ts';
import type { MonitorState } from '../../../../contract/monitor.ts';
import type { MonitorSummary } from '../../../api/monitors.ts';

export const SORT_KEYS = ['state', 'name', 'score', 'detections', 'cost', 'updated'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What of the list is shown, and in which order. */
export interface ListFilter {
  readonly text: string;
  /** `name=value`, all of which a monitor has. */
  readonly labels: readonly string[];
  /** Any of them; none chosen means all. */
  readonly states: readonly MonitorState[];
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** What needs somebody first. */
const URGENCY: readonly MonitorState[] = ['failing', 'anomalous', 'late', 'learning', 'new', 'ok', 'paused'];

export function readFilter(search: URLSearchParams): ListFilter {
  const sort = search.get('sort') ?? 'state';
  const key = SORT_KEYS.find((one) => one === sort.replace(/^-/, ''));
  return {
    text: search.get('q') ?? '',
    labels: search.getAll('label'),
    states: MONITOR_STATES.filter((state) => search.getAll('state').includes(state)),
    sort: key ?? 'state',
    descending: key !== undefined && sort.startsWith('-'),
  };
}

/** The address's parameters with this filter; what is at its default is left out. */
export function writeFilter(search: URLSearchParams, filter: ListFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ['q', 'label', 'state', 'sort']) {
    next.delete(name);
  }
  if (filter.text) {
    next.set('q', filter.text);
  }
  filter.labels.forEach((label) => next.append('label', label));
  filter.states.forEach((state) => next.append('state', state));
  if (filter.sort !== 'state' || filter.descending) {
    next.set('sort', `${filter.descending ? '-' : ''}${filter.sort}`);
  }
  return next;
}

export const labelText = ([name, value]: readonly [string, string]) => `${name}=${value}`;

/** Every label of the monitors once, as `name=value`. */
export function labelsOf(monitors: readonly MonitorSummary[]): string[] {
  return [...new Set(monitors.flatMap(({ labels }) => Object.entries(labels).map(labelText)))].sort();
}

/** Monitors that the text and the labels let through, whatever their state. */
export function matching(monitors: readonly MonitorSummary[], { text, labels }: ListFilter): MonitorSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return monitors.filter((monitor) => {
    const own = Object.entries(monitor.labels).map(labelText);
    const haystack = [monitor.name, monitor.detector, ...monitor.exprs, ...own].join('\n').toLowerCase();
    return words.every((word) => haystack.includes(word)) && labels.every((label) => own.includes(label));
  });
}

/** Those of the chosen states, in the chosen order; equal ones by name. */
export function arranged(
  monitors: readonly MonitorSummary[],
  { states, sort, descending }: ListFilter
): MonitorSummary[] {
  const sign = descending ? -1 : 1;
  return monitors
    .filter(({ state }) => states.length === 0 || states.includes(state))
    .sort((a, b) => sign * COMPARE[sort](a, b) || a.name.localeCompare(b.name));
}

const COMPARE: Record<SortKey, (a: MonitorSummary, b: MonitorSummary) => number> = {
  state: (a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || b.openDetections - a.openDetections,
  name: (a, b) => a.name.localeCompare(b.name),
  score: (a, b) => (a.lastScore ?? -1) - (b.lastScore ?? -1),
  detections: (a, b) => a.openDetections - b.openDetections,
  cost: (a, b) => a.cost.millisecondsAnHour - b.cost.millisecondsAnHour,
  updated: (a, b) => a.updatedAt - b.updatedAt,
};
