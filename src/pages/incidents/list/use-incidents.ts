import { useCallback, useEffect, useState } from 'react';
import { readIncidents } from '../../../api/incidents.ts';
import type { IncidentSummary } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { queryOf } from './incident-filter.ts';
import type { IncidentFilter } from './incident-filter.ts';

/** Read at once; and how often they are read anew while the page is seen. */
const PAGE = 50;
const REFRESH_MS = 15_000;

export interface FoundIncidents {
  readonly incidents: readonly IncidentSummary[];
  readonly more: boolean;
}

export interface IncidentsState {
  /** What was found last; stays while the next answer is on its way. */
  readonly found: FoundIncidents | null;
  /** Why the newest question failed; null where it did not. */
  readonly error: unknown;
  readonly asking: boolean;
  refresh(): void;
  /** Reads one page more. */
  showMore(): void;
}

/** The incidents a filter lets through. Asked when the filter changes, and again by itself; an answer that was overtaken is dropped. */
export function useIncidents(datasource: ResourceSender, filter: IncidentFilter): IncidentsState {
  const [state, setState] = useState<Pick<IncidentsState, 'found' | 'error' | 'asking'>>(NOTHING);
  const [pages, setPages] = useState(1);
  const [newest] = useState(() => ({ asked: 0 }));
  const refresh = useCallback(() => {
    const mine = ++newest.asked;
    setState((before) => ({ ...before, asking: true }));
    readPages(datasource, filter, pages).then(
      (found) => mine === newest.asked && setState({ found, error: null, asking: false }),
      (error: unknown) => mine === newest.asked && setState((before) => ({ ...before, error, asking: false }))
    );
  }, [datasource, filter, pages, newest]);
  useEffect(() => setPages(1), [filter]);
  useEffect(() => {
    refresh();
    const timer = window.setInterval(() => document.visibilityState === 'visible' && refresh(), REFRESH_MS);
    return () => {
      window.clearInterval(timer);
      newest.asked++;
    };
  }, [refresh, newest]);
  const showMore = useCallback(() => setPages((count) => count + 1), []);
  return { ...state, refresh, showMore };
}

const NOTHING = { found: null, error: null, asking: true };

async function readPages(datasource: ResourceSender, filter: IncidentFilter, pages: number): Promise<FoundIncidents> {
  const query = queryOf(filter, Date.now());
  const incidents: IncidentSummary[] = [];
  let more = true;
  for (let page = 0; page < pages && more; page++) {
    const read = await readIncidents(datasource, { ...query, limit: PAGE, before: incidents.at(-1)?.id });
    incidents.push(...read.incidents);
    ({ more } = read);
  }
  return { incidents, more };
}
