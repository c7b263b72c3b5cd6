import { ALERT_SEVERITIES } from '../../../../contract/alerts.ts';
import type { AlertSeverity, IncidentState } from '../../../../contract/alerts.ts';
import { parseDuration } from '../../../../contract/duration.ts';
import type { IncidentQuery } from '../../../api/incidents.ts';

/** Which states are shown; `active` are those that are not resolved. */
export const SHOWN_STATES = ['active', 'open', 'acknowledged', 'resolved', 'all'] as const;
export type ShownStates = (typeof SHOWN_STATES)[number];

/** How far back, as a duration; empty for as far as is kept. */
export const TIMES = ['', '1h', '6h', '24h', '7d', '30d'] as const;
export type ShownTime = (typeof TIMES)[number];

export interface IncidentFilter {
  readonly states: ShownStates;
  /** Incidents at least as severe; `info` lets all through. */
  readonly severity: AlertSeverity;
  readonly service: string;
  readonly assignee: string;
  /** Words of the title. */
  readonly text: string;
  readonly since: ShownTime;
}

const DEFAULT: IncidentFilter = { states: 'active', severity: 'info', service: '', assignee: '', text: '', since: '' };

/** Names in the address. */
const NAMES: Readonly<Record<keyof IncidentFilter, string>> = {
  states: 'state',
  severity: 'severity',
  service: 'service',
  assignee: 'assignee',
  text: 'text',
  since: 'since',
};

/** The filter of an address; what is missing or unknown takes its default. */
export function readFilter(search: URLSearchParams): IncidentFilter {
  const of = (name: keyof IncidentFilter) => search.get(NAMES[name]) ?? '';
  return {
    states: SHOWN_STATES.find((one) => one === of('states')) ?? DEFAULT.states,
    severity: ALERT_SEVERITIES.find((one) => one === of('severity')) ?? DEFAULT.severity,
    service: of('service'),
    assignee: of('assignee'),
    text: of('text'),
    since: TIMES.find((one) => one === of('since')) ?? DEFAULT.since,
  };
}

/** The address's parameters with this filter; what is at its default is left out, what is not the filter's stays. */
export function writeFilter(search: URLSearchParams, filter: IncidentFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [key, name] of Object.entries(NAMES) as [keyof IncidentFilter, string][]) {
    if (filter[key] === DEFAULT[key]) {
      next.delete(name);
    } else {
      next.set(name, filter[key]);
    }
  }
  return next;
}

export function isNarrowed(filter: IncidentFilter): boolean {
  return writeFilter(new URLSearchParams(), filter).size > 0;
}

export const WIDE = DEFAULT;

const STATES: Readonly<Record<ShownStates, readonly IncidentState[]>> = {
  active: ['open', 'acknowledged'],
  open: ['open'],
  acknowledged: ['acknowledged'],
  resolved: ['resolved'],
  all: [],
};

/** What the backend is asked; `now` in ms. */
export function queryOf(filter: IncidentFilter, now: number): IncidentQuery {
  const { states, severity, service, assignee, text, since } = filter;
  const back = since === '' ? null : parseDuration(since);
  return {
    from: back === null ? undefined : now - back,
    state: STATES[states],
    minSeverity: severity === 'info' ? undefined : severity,
    service: service || undefined,
    assignee: assignee || undefined,
    text: text || undefined,
  };
}
