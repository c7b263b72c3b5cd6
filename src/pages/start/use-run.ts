import { useCallback, useEffect, useRef, useState } from 'react';
import { applyFieldOverrides, CoreApp, LoadingState } from '@grafana/data';
import type {
  DataFrame,
  DataQuery,
  DataQueryResponse,
  DataSourceApi,
  GrafanaTheme2,
  TimeRange,
  TimeZone,
} from '@grafana/data';
import { from as toObservable } from 'rxjs';
import type { Subscription } from 'rxjs';
import type { QueryDraft } from '../../ui/query/NightjarQueryForm.tsx';

/** What a run has brought so far. */
export interface Run {
  readonly state: 'idle' | 'loading' | 'done' | 'failed';
  readonly frames: readonly DataFrame[];
  /** The range the frames are of. */
  readonly range: TimeRange | null;
  readonly error: unknown;
}

const IDLE: Run = { state: 'idle', frames: [], range: null, error: null };

/** The colours and names that a panel would give the frames. */
export function dressed(frames: readonly DataFrame[], theme: GrafanaTheme2, timeZone: TimeZone): DataFrame[] {
  return applyFieldOverrides({
    data: [...frames],
    fieldConfig: { defaults: { color: { mode: 'palette-classic' } }, overrides: [] },
    replaceVariables: (text) => text,
    theme,
    timeZone,
  });
}

/** Runs queries one after the other: a new run ends the one before, and what is shown stays until there is something new. */
export function useRun(): [Run, (datasource: DataSourceApi, query: QueryDraft, range: TimeRange) => void] {
  const [run, setRun] = useState(IDLE);
  const running = useRef<Subscription | null>(null);
  const count = useRef(0);
  useEffect(() => () => running.current?.unsubscribe(), []);

  const start = useCallback((datasource: DataSourceApi, query: QueryDraft, range: TimeRange) => {
    running.current?.unsubscribe();
    setRun((before) => ({ ...before, state: 'loading', error: null }));
    const target: DataQuery = { ...query, refId: 'A', datasource: datasource.getRef() };
    const answer = datasource.query({
      app: CoreApp.Unknown,
      requestId: `nightjar-start-${count.current++}`,
      timezone: 'browser',
      range,
      interval: '1m',
      intervalMs: 60_000,
      maxDataPoints: 1_000,
      scopedVars: {},
      targets: [target],
      startTime: Date.now(),
    });
    running.current = toObservable(answer).subscribe({
      next: (response: DataQueryResponse) => setRun(toRun(response, range)),
      error: (error: unknown) => setRun({ state: 'failed', frames: [], range, error }),
    });
  }, []);
  return [run, start];
}

function toRun(response: DataQueryResponse, range: TimeRange): Run {
  const error = response.errors?.[0] ?? response.error ?? null;
  const frames = response.data as DataFrame[];
  const state = error && frames.length === 0 ? 'failed' : response.state === LoadingState.Loading ? 'loading' : 'done';
  return { state, frames, range, error };
}
