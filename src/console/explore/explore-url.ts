import { dateTime, isDateTime, rangeUtil } from '@grafana/data';
import type { DateTime, RawTimeRange, TimeRange, TimeZone } from '@grafana/data';
import {
  DIRECTIONS,
  MISSING_POLICIES,
  OUTPUTS,
  QUERY_DEFAULTS,
  SELECTIONS,
  withQueryDefaults,
} from '../../../contract/query.ts';
import type { NightjarQuery } from '../../../contract/query.ts';
import { SEVERITIES } from '../../../contract/severity.ts';

/** What the address of the explore page holds: a link to it shows the same thing to someone else. */
export interface ExploreState {
  readonly query: NightjarQuery;
  /** Times as typed: `now-6h`, or ms since the epoch. */
  readonly from: string;
  readonly to: string;
  /** Time between automatic runs (`30s`), empty for none. */
  readonly refresh: string;
}

export const DEFAULT_RANGE = { from: 'now-24h', to: 'now' } as const;

function oneOf<T extends string>(allowed: readonly T[], text: string | null): T | undefined {
  return allowed.find((value) => value === text);
}

function numberIn(text: string | null, low: number, high: number): number | undefined {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : undefined;
}

function settingsIn(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The state in a query string. What is missing or unreadable takes its default; nothing throws. */
export function parseExploreSearch(search: string): ExploreState {
  const params = new URLSearchParams(search);
  const text = (name: string) => params.get(name) ?? undefined;
  const expr = text('expr') ?? '';
  const query: NightjarQuery = {
    refId: 'A',
    expr,
    detector: text('detector') ?? withQueryDefaults({ expr }).detector,
    settings: settingsIn(params.get('settings')) ?? QUERY_DEFAULTS.settings,
    sensitivity: numberIn(params.get('sensitivity'), 0, 1) ?? QUERY_DEFAULTS.sensitivity,
    direction: oneOf(DIRECTIONS, params.get('direction')) ?? QUERY_DEFAULTS.direction,
    minDeviation: numberIn(params.get('minDeviation'), 0, Number.MAX_VALUE) ?? QUERY_DEFAULTS.minDeviation,
    minRelativeDeviation:
      numberIn(params.get('minRelativeDeviation'), 0, Number.MAX_VALUE) ?? QUERY_DEFAULTS.minRelativeDeviation,
    missing: oneOf(MISSING_POLICIES, params.get('missing')) ?? QUERY_DEFAULTS.missing,
    trainingWindow: text('trainingWindow') ?? QUERY_DEFAULTS.trainingWindow,
    step: text('step') ?? QUERY_DEFAULTS.step,
    output: oneOf(OUTPUTS, params.get('output')) ?? QUERY_DEFAULTS.output,
    monitor: text('monitor') ?? QUERY_DEFAULTS.monitor,
    select: oneOf(SELECTIONS, params.get('select')) ?? QUERY_DEFAULTS.select,
    minSeverity: oneOf(SEVERITIES, params.get('minSeverity')) ?? QUERY_DEFAULTS.minSeverity,
    legendFormat: text('legendFormat') ?? QUERY_DEFAULTS.legendFormat,
    ...(params.has('forecast') ? { forecast: settingsIn(params.get('forecast')) } : {}),
    ...(params.has('alerts') ? { alerts: settingsIn(params.get('alerts')) } : {}),
  };
  return {
    query,
    from: text('from') ?? DEFAULT_RANGE.from,
    to: text('to') ?? DEFAULT_RANGE.to,
    refresh: text('refresh') ?? '',
  };
}

/** The query string of a state: the expression and the range always, the rest where it differs from its default. */
export function formatExploreSearch({ query, from, to, refresh }: ExploreState): string {
  const params = new URLSearchParams();
  if (query.expr !== '') {
    params.set('expr', query.expr);
  }
  const { settings, ...plain } = { ...QUERY_DEFAULTS, detector: withQueryDefaults({ expr: query.expr }).detector };
  for (const [name, standard] of Object.entries(plain)) {
    const value = query[name as keyof typeof plain];
    if (value !== undefined && value !== standard) {
      params.set(name, String(value));
    }
  }
  if (Object.keys(query.settings ?? settings).length > 0) {
    params.set('settings', JSON.stringify(query.settings));
  }
  if (query.forecast && Object.keys(query.forecast).length > 0) {
    params.set('forecast', JSON.stringify(query.forecast));
  }
  if (query.alerts && Object.keys(query.alerts).length > 0) {
    params.set('alerts', JSON.stringify(query.alerts));
  }
  params.set('from', from);
  params.set('to', to);
  if (refresh !== '') {
    params.set('refresh', refresh);
  }
  return `?${params.toString()}`;
}

/** `now-6h` stays text; ms since the epoch and ISO times become instants. */
function asInstant(text: string): DateTime | string {
  if (text.includes('now')) {
    return text;
  }
  return dateTime(/^-?\d+$/.test(text) ? Number(text) : Date.parse(text));
}

/** The range now; one that cannot be read, or that ends before it starts, becomes the default range. */
export function toTimeRange({ from, to }: Pick<ExploreState, 'from' | 'to'>, timeZone: TimeZone): TimeRange {
  const range = rangeUtil.convertRawToRange({ from: asInstant(from), to: asInstant(to) }, timeZone);
  return range.from.isValid() && range.to.isValid() && range.from.valueOf() < range.to.valueOf()
    ? range
    : rangeUtil.convertRawToRange(DEFAULT_RANGE, timeZone);
}

/** A picked range as the address holds it. */
export function toAddress({ from, to }: RawTimeRange): Pick<ExploreState, 'from' | 'to'> {
  return { from: String(isDateTime(from) ? from.valueOf() : from), to: String(isDateTime(to) ? to.valueOf() : to) };
}
