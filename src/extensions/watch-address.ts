import type { RawTimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { interpolateExpression } from '../datasource/interpolate.ts';
import type { Replace } from '../datasource/interpolate.ts';
import { rawToText } from '../ui/time/time-range.ts';
import { watchedTargets } from './watched-targets.ts';

/** What Grafana says of the panel or of Explore that a link is opened from. */
export interface WatchContext {
  readonly targets?: readonly DataQuery[];
  readonly timeRange?: RawTimeRange;
  /** Of a panel alone. */
  readonly title?: string;
  readonly id?: number;
  readonly dashboard?: { readonly uid?: string; readonly title?: string };
}

export interface WatchTools {
  /** Fills in the dashboard's variables. */
  readonly replace: Replace;
  readonly typeOf: Parameters<typeof watchedTargets>[1];
}

const FORM = '/a/nightjar-ml-app/monitors/new';
/** A monitor takes so many. */
const MOST_QUERIES = 10;

/**
 * Address of the form for a new monitor, filled in with the PromQL queries of a panel or of Explore; undefined where there are none. Variables have the
 * values that the dashboard shows; the form says which are left.
 */
export function watchAddress(context: WatchContext | undefined, { replace, typeOf }: WatchTools): string | undefined {
  const targets = watchedTargets(context?.targets, typeOf).slice(0, MOST_QUERIES);
  if (!context || targets.length === 0) {
    return undefined;
  }
  const search = new URLSearchParams();
  const [{ nightjar }] = targets;
  if (nightjar) {
    search.set('ds', nightjar.uid);
    search.set('query', JSON.stringify(nightjar.query));
  }
  for (const { expr, legend } of targets) {
    search.append('expr', interpolateExpression(expr, replace));
    search.append('legend', replace(legend));
  }
  const { title, dashboard, id, timeRange } = context;
  search.set('source', dashboard?.uid ? 'panel' : 'explore');
  if (title) {
    search.set('name', replace(title));
  }
  if (dashboard?.uid && id !== undefined) {
    search.set('panel', `/d/${dashboard.uid}?viewPanel=${id}`);
  }
  if (timeRange) {
    const { from, to } = rawToText(timeRange);
    search.set('from', from);
    search.set('to', to);
  }
  return `${FORM}?${search.toString()}`;
}
