import { locationService } from '@grafana/runtime';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { formatExploreSearch, parseExploreSearch } from './explore-url.ts';
import type { ExploreState } from './explore-url.ts';

/** The page's state, kept in the address alone: back and forward, reload and a shared link all mean what they should. */
export function useExploreState(): [ExploreState, (change: Partial<ExploreState>) => void] {
  const { search } = useLocation();
  const state = useMemo(() => parseExploreSearch(search), [search]);
  const change = useCallback((part: Partial<ExploreState>) => {
    const { pathname, search: now } = locationService.getLocation();
    const next = formatExploreSearch({ ...parseExploreSearch(now), ...part });
    if (next !== now) {
      locationService.push({ pathname, search: next });
    }
  }, []);
  return [state, change];
}
