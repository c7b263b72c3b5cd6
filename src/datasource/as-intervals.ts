import { isAlertOutput } from '../../contract/query.ts';
import type { StoredQuery } from './stored.ts';

/** The query with regions for its answer, whether they are detected, a monitor's, or of incidents or alerts. */
export function asIntervals(query: StoredQuery): StoredQuery {
  if (isAlertOutput(query.output)) {
    const output = query.output === 'alerts' ? 'alerts' : 'incidents';
    return { ...query, output, alerts: { ...query.alerts, shape: 'annotations' } };
  }
  return query.output === 'monitor' ? { ...query, select: 'intervals' } : { ...query, output: 'intervals' };
}
