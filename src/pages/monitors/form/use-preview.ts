import { useEffect, useRef } from 'react';
import type { DataSourceApi, TimeRange, TimeZone } from '@grafana/data';
import { parseDuration } from '../../../../contract/duration.ts';
import type { MonitorSpec } from '../../../api/monitors.ts';
import { useRun } from '../../../ui/run/use-run.ts';
import type { Run } from '../../../ui/run/use-run.ts';
import { rangeOf } from '../../../ui/time/RangePicker.tsx';
import type { TextRange } from '../../../ui/time/RangePicker.tsx';
import { previewQuery } from './preview-query.ts';

/** How long the form must rest before the engine is asked: typing is no question. */
const REST_MS = 600;

/** What the preview cannot be asked with; the form says what is wrong at the field. */
function isAskable({ queries, step, training }: MonitorSpec): boolean {
  return (
    queries.every(({ expr }) => expr !== '') &&
    (step === 'auto' || parseDuration(step) !== null) &&
    parseDuration(training.window) !== null
  );
}

/**
 * What a monitor would find over a range, asked anew when its queries, detector, settings, step, training window, missing policy or the range change, and
 * for nothing else. What was found stays until there is something new.
 */
export function usePreview(
  datasource: DataSourceApi,
  spec: MonitorSpec,
  range: TextRange,
  timeZone: TimeZone
): { readonly run: Run; readonly range: TimeRange; cancel(): void } {
  const { run, start, cancel } = useRun();
  const newest = useRef(spec);
  newest.current = spec;
  // The sensitivity is no part of the question, only of what is explained beside the answer.
  const question = isAskable(spec) ? JSON.stringify(previewQuery(spec, 0)) : null;
  const asked = useRef(false);
  const { from, to } = range;
  useEffect(() => {
    if (question === null) {
      return undefined;
    }
    const ask = () => {
      asked.current = true;
      const { sensitivity } = newest.current;
      start(datasource, [previewQuery(newest.current, sensitivity)], rangeOf({ from, to }, timeZone));
    };
    const timer = window.setTimeout(ask, asked.current ? REST_MS : 0);
    return () => window.clearTimeout(timer);
  }, [question, datasource, from, to, timeZone, start]);
  return { run, range: rangeOf(range, timeZone), cancel };
}
