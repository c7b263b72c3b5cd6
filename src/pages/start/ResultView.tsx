import { useMemo } from 'react';
import type { TimeRange, TimeZone } from '@grafana/data';
import { Alert, useTheme2 } from '@grafana/ui';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { buildModel } from '../../ui/model/build-model.ts';
import { readSeries } from '../../ui/model/read-series.ts';
import { RunChart } from '../../ui/run/RunChart.tsx';
import { dressed } from '../../ui/run/use-run.ts';
import type { Run } from '../../ui/run/use-run.ts';
import { startWords } from './words.ts';

const HEIGHT = 420;

export interface ResultViewProps {
  readonly run: Run;
  readonly range: TimeRange;
  readonly timeZone: TimeZone;
  readonly onZoom: (range: { from: number; to: number }) => void;
}

/** The anomalies of the last run, or how it stands. */
export function ResultView({ run, range, timeZone, onZoom }: ResultViewProps) {
  const theme = useTheme2();
  const model = useMemo(() => {
    const reading = readSeries(dressed(run.frames, theme, timeZone));
    return reading.ok ? buildModel(reading.series, { least: 'query' }, theme, timeZone) : null;
  }, [run.frames, theme, timeZone]);
  const notices = [...new Set(run.frames.flatMap((frame) => frame.meta?.notices ?? []).map(({ text }) => text))];
  return (
    <section aria-label={startWords.result()}>
      {run.error !== null && run.state === 'done' && <Alert severity="warning" title={errorMessage(run.error)} />}
      {notices.length > 0 && (
        <Alert severity="info" title={startWords.notices()}>
          {notices.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
      <RunChart run={run} model={model} range={range} timeZone={timeZone} height={HEIGHT} onZoom={onZoom}>
        <Standing run={run} />
      </RunChart>
    </section>
  );
}

function Standing({ run }: { readonly run: Run }) {
  switch (run.state) {
    case 'idle':
      return (
        <PlainMessage icon="search" title={startWords.idle()}>
          {startWords.idleHelp()}
        </PlainMessage>
      );
    case 'loading':
      return <PlainMessage icon="spinner" title={startWords.loading()} />;
    case 'cancelled':
      return (
        <PlainMessage icon="pause" title={startWords.cancelled()}>
          {startWords.cancelledHelp()}
        </PlainMessage>
      );
    case 'failed':
      return (
        <PlainMessage icon="exclamation-triangle" title={startWords.failed()}>
          {errorMessage(run.error)}
        </PlainMessage>
      );
    case 'done':
      return (
        <PlainMessage icon="info-circle" title={startWords.noSeries()}>
          {startWords.noSeriesHelp()}
        </PlainMessage>
      );
  }
}
