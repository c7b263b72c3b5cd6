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
import type { QueryDraft } from '../query/query-draft.ts';

/** What a run has brought so far. */
export interface Run {
  readonly state: 'idle' | 'loading' | 'done' | 'failed' | 'cancelled';
  readonly frames: readonly DataFrame[];
  /** The range the frames are of. */
  readonly range: TimeRange | null;
  readonly error: unknown;
  /** When the run in progress began, ms since the epoch; null when none is. */
  readonly startedAt: number | null;
}

/** A query of this datasource, without the letter that tells it from the others. */
export type AskedQuery = Partial<QueryDraft> & Pick<QueryDraft, 'expr'>;

export interface Runner {
  readonly run: Run;
  start(datasource: DataSourceApi, queries: readonly AskedQuery[], range: TimeRange): void;
  /** Ends the run in progress; what it has brought stays. */
  cancel(): void;
}

const IDLE: Run = { state: 'idle', frames: [], range: null, error: null, startedAt: null };

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

/** Runs queries (at most 26 at once) one run after the other: a new run ends the one before, and what is shown stays until there is something new. */
export function useRun(): Runner {
  const [run, setRun] = useState(IDLE);
  const running = useRef<Subscription | null>(null);
  const count = useRef(0);
  useEffect(() => () => running.current?.unsubscribe(), []);

  const start = useCallback((datasource: DataSourceApi, queries: readonly AskedQuery[], range: TimeRange) => {
    running.current?.unsubscribe();
    const startedAt = Date.now();
    setRun((before) => ({ ...before, state: 'loading', error: null, startedAt }));
    const targets: DataQuery[] = queries.map((query, index) => ({
      ...query,
      refId: refIdOf(index),
      datasource: datasource.getRef(),
    }));
    const answer = datasource.query({
      app: CoreApp.Unknown,
      requestId: `nightjar-run-${count.current++}`,
      timezone: 'browser',
      range,
      interval: '1m',
      intervalMs: 60_000,
      maxDataPoints: 1_000,
      scopedVars: {},
      targets,
      startTime: startedAt,
    });
    running.current = toObservable(answer).subscribe({
      next: (response: DataQueryResponse) => setRun(toRun(response, range, startedAt)),
      error: (error: unknown) => setRun({ state: 'failed', frames: [], range, error, startedAt: null }),
    });
  }, []);
  const cancel = useCallback(() => {
    running.current?.unsubscribe();
    setRun((before) => ({ ...before, state: before.frames.length > 0 ? 'done' : 'cancelled', startedAt: null }));
  }, []);
  return { run, start, cancel };
}

/** A, B, ... as Grafana names the queries of a panel. */
function refIdOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function toRun(response: DataQueryResponse, range: TimeRange, startedAt: number): Run {
  const error = response.errors?.[0] ?? response.error ?? null;
  const frames = response.data as DataFrame[];
  const state = error && frames.length === 0 ? 'failed' : response.state === LoadingState.Loading ? 'loading' : 'done';
  return { state, frames, range, error, startedAt: state === 'loading' ? startedAt : null };
}
