import { useCallback, useEffect, useRef, useState } from 'react';
import { cancelBacktest, readBacktest, startBacktest } from '../../../api/backtests.ts';
import type { BacktestRecord, NewBacktest } from '../../../api/backtests.ts';

import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';

/** How often a running back-test is asked how far it is. */
const EVERY_MS = 700;
/** Failures in a row after which it counts as lost: a request may fail while the engine works hard. */
const MOST_FAILURES = 5;

export interface BacktestRun {
  readonly record: BacktestRecord | null;
  /** What it was started with. */
  readonly test: NewBacktest | null;
  readonly isStarting: boolean;
  readonly failure: string | null;
  start(test: NewBacktest): Promise<void>;
  cancel(): Promise<void>;
}

/** One back-test at a time, followed until it ends; one that still runs is cancelled when the page is left. */
export function useBacktest(datasource: ResourceSender): BacktestRun {
  const [record, setRecord] = useState<BacktestRecord | null>(null);
  const [test, setTest] = useState<NewBacktest | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const running = record?.state === 'running' ? record.id : null;
  const left = useRef<string | null>(null);
  left.current = running;
  useEffect(
    () => () => {
      if (left.current !== null) {
        cancelBacktest(datasource, left.current).catch(() => undefined);
      }
    },
    [datasource]
  );
  useEffect(() => {
    if (running === null) {
      return undefined;
    }
    let current = true;
    let failures = 0;
    let timer = 0;
    const look = async () => {
      try {
        const now = await readBacktest(datasource, running);
        failures = 0;
        if (current) {
          setRecord(now);
        }
      } catch (error) {
        failures++;
        if (current && failures >= MOST_FAILURES) {
          setFailure(errorMessage(error));
          setRecord(null);
          return;
        }
      }
      if (current) {
        timer = window.setTimeout(() => void look(), EVERY_MS);
      }
    };
    timer = window.setTimeout(() => void look(), EVERY_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [running, datasource]);

  const start = useCallback(
    async (next: NewBacktest) => {
      setFailure(null);
      setRecord(null);
      setTest(next);
      setStarting(true);
      try {
        setRecord(await startBacktest(datasource, next));
      } catch (error) {
        setFailure(errorMessage(error));
      } finally {
        setStarting(false);
      }
    },
    [datasource]
  );
  const cancel = useCallback(async () => {
    if (running === null) {
      return;
    }
    try {
      await cancelBacktest(datasource, running);
      setRecord((now) => now && { ...now, state: 'cancelled' });
    } catch (error) {
      setFailure(errorMessage(error));
    }
  }, [datasource, running]);
  return { record, test, isStarting, failure, start, cancel };
}
