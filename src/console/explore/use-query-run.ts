import { CoreApp, LoadingState, rangeUtil } from '@grafana/data';
import type { DataQueryRequest, DataSourceApi, PanelData, TimeRange } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { useCallback, useEffect, useRef, useState } from 'react';
import { from } from 'rxjs';
import type { Subscription } from 'rxjs';
import { isAskable } from '../../../contract/query.ts';
import type { NightjarQuery } from '../../../contract/query.ts';

/** Points a panel of this page is asked to hold at most; the engine detects at its own step whatever this is. */
const MAX_POINTS = 2_000;

export interface QueryRun {
  readonly data: PanelData;
  /** When the run in progress began, ms since the epoch; null when none is. */
  readonly startedAt: number | null;
  cancel(): void;
}

let requests = 0;

function makeRequest(dataSource: DataSourceApi, query: NightjarQuery, range: TimeRange): DataQueryRequest {
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, MAX_POINTS);
  requests += 1;
  return {
    requestId: `console-${requests}`,
    app: CoreApp.Explore,
    interval,
    intervalMs,
    maxDataPoints: MAX_POINTS,
    range,
    scopedVars: {},
    startTime: Date.now(),
    targets: [{ ...query, datasource: dataSource.getRef() }],
    timezone: 'browser',
  };
}

/**
 * Runs a query through the datasource whenever query or range change. Series stay in view while the next answer is awaited;
 * a newer run ends the older one. The datasource itself asks again while models are fitted, so one run may answer many times.
 */
export function useQueryRun(dataSource: DataSourceApi, query: NightjarQuery, range: TimeRange): QueryRun {
  const [data, setData] = useState<PanelData>({ state: LoadingState.NotStarted, series: [], timeRange: range });
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const running = useRef<Subscription | null>(null);

  useEffect(() => {
    const stop = () => running.current?.unsubscribe();
    if (!isAskable(query)) {
      setData({ state: LoadingState.NotStarted, series: [], timeRange: range });
      setStartedAt(null);
      return stop;
    }
    const request = makeRequest(dataSource, query, range);
    setStartedAt(request.startTime);
    setData((before) => ({ ...before, state: LoadingState.Loading, request, timeRange: range }));
    running.current = from(dataSource.query(request)).subscribe({
      next: ({ data: series, state = LoadingState.Done, errors, error }) =>
        setData({ state, series, timeRange: range, request, errors, error }),
      error: (thrown: unknown) => {
        const error = toDataQueryError(thrown);
        setData({ state: LoadingState.Error, series: [], timeRange: range, request, error, errors: [error] });
        setStartedAt(null);
      },
      complete: () => setStartedAt(null),
    });
    return stop;
  }, [dataSource, query, range]);

  const cancel = useCallback(() => {
    running.current?.unsubscribe();
    setStartedAt(null);
    setData((before) => ({ ...before, state: LoadingState.Done }));
  }, []);

  return { data, startedAt, cancel };
}
