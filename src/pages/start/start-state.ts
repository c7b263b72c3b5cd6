import { withQueryDefaults } from '../../../contract/query.ts';
import type { QueryDraft } from '../../ui/query/query-draft.ts';

/** What the page's address holds, so that it can be shared: datasource, query and raw time range. */
export interface StartState {
  readonly datasourceUid: string;
  readonly query: QueryDraft;
  readonly from: string;
  readonly to: string;
}

const DEFAULT_RANGE = { from: 'now-24h', to: 'now' } as const;

/** The state in an address; what it lacks or has wrong takes the default. */
export function readState(search: URLSearchParams): StartState {
  const {
    refId: _refId,
    hide: _hide,
    ...query
  } = withQueryDefaults({
    ...readQuery(search.get('query')),
    ...(search.get('expr') ? { expr: search.get('expr') ?? '' } : {}),
  });
  return {
    datasourceUid: search.get('ds') ?? '',
    query,
    from: search.get('from') || DEFAULT_RANGE.from,
    to: search.get('to') || DEFAULT_RANGE.to,
  };
}

/** The address of a state; options at their default are left out. */
export function writeState({ datasourceUid, query, from, to }: StartState): Record<string, string> {
  const { expr, ...options } = query;
  const defaults: Record<string, unknown> = { ...withQueryDefaults({ expr }) };
  const changed = Object.entries(options).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])
  );
  return {
    ...(datasourceUid ? { ds: datasourceUid } : {}),
    ...(expr ? { expr } : {}),
    ...(changed.length > 0 ? { query: JSON.stringify(Object.fromEntries(changed)) } : {}),
    ...(from === DEFAULT_RANGE.from && to === DEFAULT_RANGE.to ? {} : { from, to }),
  };
}

/** Options from the address: an object, or nothing where the text is no JSON of one (someone shortened it, say). */
function readQuery(text: string | null): Partial<QueryDraft> {
  if (!text) {
    return {};
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
