import type { AnnotationQuery, AnnotationSupport } from '@grafana/data';
import { QUERY_DEFAULTS, isAskable } from '../../contract/query.ts';
import { asIntervals } from './as-intervals.ts';
import { AnnotationQueryEditor } from './QueryEditor.tsx';
import type { StoredQuery } from './stored.ts';

/**
 * Annotations are the intervals of a query, or incidents or alerts. Grafana's own reader takes the table's columns as they are named (time, timeEnd, title,
 * text, tags, id); whatever the stored query has, regions are what is asked for.
 */
export const annotationSupport: AnnotationSupport<StoredQuery> = {
  QueryEditor: AnnotationQueryEditor,
  getDefaultQuery: () => ({ ...QUERY_DEFAULTS, output: 'intervals' }),
  prepareQuery: (annotation: AnnotationQuery<StoredQuery>) => {
    const query = annotation.target;
    return query && isAskable(query) ? asIntervals({ ...query, refId: query.refId || 'Anno' }) : undefined;
  },
};
