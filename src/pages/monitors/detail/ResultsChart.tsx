import { css } from '@emotion/css';
import { useEffect, useMemo, useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { MonitorRecord } from '../../../api/monitors.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { buildModel } from '../../../ui/model/build-model.ts';
import { readSeries } from '../../../ui/model/read-series.ts';
import { RunChart } from '../../../ui/run/RunChart.tsx';
import { RunStatus } from '../../../ui/run/RunStatus.tsx';
import { dressed, useRun } from '../../../ui/run/use-run.ts';
import type { Run } from '../../../ui/run/use-run.ts';
import { RangePicker, rangeOf, zoomed } from '../../../ui/time/RangePicker.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { firstRange } from './first-range.ts';
import { chartWords } from './words.ts';

export interface ResultsChartProps {
  readonly datasource: NightjarSource;
  readonly monitor: MonitorRecord;
}

const HEIGHT = 340;

/** What the monitor detected, as it was detected then; follows its evaluations. */
export function ResultsChart({ datasource, monitor: { id, evaluatedTo, sparkline } }: ResultsChartProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [range, setRange] = useState(() => firstRange(sparkline));
  const [timeZone, setTimeZone] = useState<TimeZone>('browser');
  const { run, start, cancel } = useRun();
  useEffect(() => {
    start(
      datasource,
      [{ expr: '', output: 'monitor', monitor: id, select: 'anomalies', minSeverity: 'low' }],
      rangeOf(range, timeZone)
    );
  }, [datasource, id, evaluatedTo, range, timeZone, start]);
  const model = useMemo(() => {
    const reading = readSeries(dressed(run.frames, theme, timeZone));
    return reading.ok ? buildModel(reading.series, { least: 'query' }, theme, timeZone) : null;
  }, [run.frames, theme, timeZone]);
  return (
    <section aria-label={chartWords.title()} className={styles.section}>
      <div className={styles.head}>
        <h3 className={styles.title}>{chartWords.title()}</h3>
        <RangePicker range={range} timeZone={timeZone} onRange={setRange} onTimeZone={setTimeZone} />
        {run.startedAt !== null && (
          <RunStatus startedAt={run.startedAt} partial={run.frames.length > 0} onCancel={cancel} />
        )}
      </div>
      <RunChart
        run={run}
        model={model}
        range={rangeOf(range, timeZone)}
        timeZone={timeZone}
        height={HEIGHT}
        onZoom={(zoom) => setRange(zoomed(zoom))}
      >
        <Standing run={run} />
      </RunChart>
    </section>
  );
}

function Standing({ run }: { readonly run: Run }) {
  if (run.state === 'failed') {
    return (
      <PlainMessage icon="exclamation-triangle" title={chartWords.failed()}>
        {errorMessage(run.error)}
      </PlainMessage>
    );
  }
  return run.state === 'done' || run.state === 'cancelled' ? (
    <PlainMessage icon="info-circle" title={chartWords.empty()}>
      {chartWords.emptyHelp()}
    </PlainMessage>
  ) : (
    <PlainMessage icon="spinner" title={chartWords.loading()} />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
});
