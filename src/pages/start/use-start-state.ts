import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readState, writeState } from './start-state.ts';
import type { StartState } from './start-state.ts';

/** The page's state, kept in its address. */
export function useStartState(): [StartState, (state: StartState) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readState(search), [search]);
  const setState = useCallback((next: StartState) => setSearch(writeState(next), { replace: true }), [setSearch]);
  return [state, setState];
}
