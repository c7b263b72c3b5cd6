import { LoadingState } from '@grafana/data';
import type { DataQueryResponse } from '@grafana/data';
import { EMPTY, expand, map, switchMap, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import type { FrameMetaCustom } from '../../contract/detection.ts';

/** How often an answer that still waits for models is asked for again, and how long to wait before each time, in ms. */
export const RETRY = { first: 1_500, factor: 1.25, longest: 6_000, times: 20 } as const;

/** Fits that still run for an answer; the largest number over its frames. */
export function pendingFits(response: DataQueryResponse): number {
  let most = 0;
  for (const frame of response.data) {
    const custom = frame.meta?.custom as Partial<FrameMetaCustom> | undefined;
    most = Math.max(most, custom?.nightjar?.pendingFits ?? 0);
  }
  return most;
}

/** Milliseconds before the retry with this index (from 0). */
export function retryDelay(index: number): number {
  return Math.min(RETRY.longest, RETRY.first * RETRY.factor ** index);
}

/**
 * Passes on every answer at once, marked as loading while fits are pending, and asks again until none are, an answer has an error,
 * or `RETRY.times` is used up. Unsubscribing cancels the request under way and the waiting one.
 */
export function askUntilFitted(key: string, ask: () => Observable<DataQueryResponse>): Observable<DataQueryResponse> {
  const wait = (index: number) => timer(retryDelay(index));
  return askAgainWhile(ask, wait).pipe(
    map(({ response, again }) => ({
      ...response,
      key,
      state: again ? LoadingState.Loading : (response.state ?? LoadingState.Done),
    }))
  );
}

interface Attempt {
  readonly response: DataQueryResponse;
  readonly index: number;
  readonly again: boolean;
}

function askAgainWhile(
  ask: () => Observable<DataQueryResponse>,
  wait: (index: number) => Observable<unknown>
): Observable<Attempt> {
  const attempt = (index: number): Observable<Attempt> =>
    ask().pipe(
      map((response) => ({
        response,
        index,
        again: index < RETRY.times && !response.error && !response.errors?.length && pendingFits(response) > 0,
      }))
    );
  return attempt(0).pipe(
    expand(({ again, index }) => (again ? wait(index).pipe(switchMap(() => attempt(index + 1))) : EMPTY))
  );
}
