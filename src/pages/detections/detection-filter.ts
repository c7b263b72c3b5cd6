import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';
import { VERDICTS } from '../../../contract/monitor.ts';
import type { Verdict } from '../../../contract/monitor.ts';
import { selectorsIn } from '../../../contract/promql.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { DetectionQuery } from '../../api/detections.ts';

/** A verdict, or that there is none yet. */
export const VERDICT_CHOICES = [...VERDICTS, 'none'] as const;
export type VerdictChoice = Verdict | 'none';

/** What the timeline is divided by; `grid` counts detections by monitor and cell of time. */
export const LANES = ['monitor', 'series', 'grid'] as const;
export type Lanes = (typeof LANES)[number];

/** What of the detections is shown. Lists that are empty let everything through. */
export interface DetectionFilter {
  /** As in Grafana's addresses: `now-24h`, ISO times, or ms. */
  readonly from: string;
  readonly to: string;
  /** Id of the one monitor to show; empty for all. */
  readonly monitor: string;
  readonly severities: readonly Severity[];
  readonly types: readonly AnomalyType[];
  readonly verdicts: readonly VerdictChoice[];
  /** Label matchers on the series, with commas between: `service="cart",job=~"web.*"`. */
  readonly labels: string;
  /** Those alone that go on. */
  readonly open: boolean;
  readonly lanes: Lanes;
}

const DEFAULT: DetectionFilter = {
  from: 'now-24h',
  to: 'now',
  monitor: '',
  severities: [],
  types: [],
  verdicts: [],
  labels: '',
  open: false,
  lanes: 'monitor',
};

const NAMES = ['from', 'to', 'monitor', 'severity', 'type', 'verdict', 'label', 'open', 'lanes'] as const;

/** The filter of an address; what is missing or unknown takes its default. */
export function readFilter(search: URLSearchParams): DetectionFilter {
  const chosen = <T extends string>(all: readonly T[], name: string) => {
    const asked = search.getAll(name);
    return all.filter((one) => asked.includes(one));
  };
  return {
    from: search.get('from') ?? DEFAULT.from,
    to: search.get('to') ?? DEFAULT.to,
    monitor: search.get('monitor') ?? '',
    severities: chosen(SEVERITIES, 'severity'),
    types: chosen(ANOMALY_TYPES, 'type'),
    verdicts: chosen(VERDICT_CHOICES, 'verdict'),
    labels: search.get('label') ?? '',
    open: search.get('open') === 'true',
    lanes: LANES.find((one) => one === search.get('lanes')) ?? DEFAULT.lanes,
  };
}

/** The address's parameters with this filter; what is at its default is left out, what is not the filter's stays. */
export function writeFilter(search: URLSearchParams, filter: DetectionFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  NAMES.forEach((name) => next.delete(name));
  const { from, to, monitor, labels, open, lanes } = filter;
  const texts = { from, to, monitor, label: labels, open: open ? 'true' : '', lanes };
  const defaults: Readonly<Record<string, string>> = { from: DEFAULT.from, to: DEFAULT.to, lanes: DEFAULT.lanes };
  for (const [name, text] of Object.entries(texts)) {
    if (text !== (defaults[name] ?? '')) {
      next.set(name, text);
    }
  }
  filter.severities.forEach((one) => next.append('severity', one));
  filter.types.forEach((one) => next.append('type', one));
  filter.verdicts.forEach((one) => next.append('verdict', one));
  return next;
}

/** Whether anything but the time is asked for. */
export function isNarrowed({ monitor, severities, types, verdicts, labels, open }: DetectionFilter): boolean {
  return monitor !== '' || severities.length + types.length + verdicts.length > 0 || labels !== '' || open;
}

/** The filter with everything but its time and lanes let go. */
export function widened({ from, to, lanes }: DetectionFilter): DetectionFilter {
  return { ...DEFAULT, from, to, lanes };
}

/** What the backend is asked, for this filter over a range in ms. */
export function queryOf(filter: DetectionFilter, from: number, to: number): DetectionQuery {
  const { monitor, severities, types, verdicts, labels, open } = filter;
  return {
    from,
    to,
    monitor: monitor || undefined,
    severity: severities,
    type: types,
    verdict: verdicts,
    label: matchersIn(labels) ?? [],
    open: open || undefined,
  };
}

/** Matchers of a text, each as PromQL writes it; null where the text is none of them. */
export function matchersIn(text: string): string[] | null {
  const inner = text
    .trim()
    .replace(/^\{(.*)\}$/s, '$1')
    .trim();
  if (inner === '') {
    return [];
  }
  const [selector, ...others] = selectorsIn(`{${inner}}`);
  const known = selector?.matchers ?? [];
  const written = known.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`);
  // The reader of PromQL is lenient: a text is taken for what it read only where nothing of it is left over.
  const bare = (one: string) => one.replace(/\s+/g, '').replace(/,$/, '');
  const same = bare(written.join(',')) === bare(inner.replace(/'([^'\\]*)'/g, '"$1"'));
  return others.length === 0 && known.length > 0 && same ? written : null;
}
