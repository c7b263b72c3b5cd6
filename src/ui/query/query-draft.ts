import type { NightjarQuery } from '../../../contract/query.ts';

/** What a form edits of a query. */
export type QueryDraft = Omit<NightjarQuery, 'refId' | 'hide'>;
