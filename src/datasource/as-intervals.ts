import type { StoredQuery } from './stored.ts';

/** The query with intervals for its answer, whether they are detected or a monitor's. */
export function asIntervals(query: StoredQuery): StoredQuery {
  return query.output === 'monitor' ? { ...query, select: 'intervals' } : { ...query, output: 'intervals' };
}
