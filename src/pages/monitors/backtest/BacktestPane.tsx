import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Alert, Button, Text, useStyles2 } from '@grafana/ui';
import type { MonitorSpec } from '../../../api/monitors.ts';
import { RangePicker, rangeOf } from '../../../ui/time/RangePicker.tsx';
import type { TextRange } from '../../../ui/time/RangePicker.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { BacktestProgress } from './BacktestProgress.tsx';
import { BacktestResults } from './BacktestResults.tsx';
import { useBacktest } from './use-backtest.ts';
import { backtestWords } from './words.ts';

export interface BacktestPaneProps {
  readonly datasource: NightjarSource;
  readonly spec: MonitorSpec;
  /** Whose verdicts judge what is found. */
  readonly monitor?: string;
}

/** Runs a monitor over history and says what it would have found. */
export function BacktestPane({ datasource, spec, monitor }: BacktestPaneProps) {
  const styles = useStyles2(getStyles);
  const [range, setRange] = useState<TextRange>({ from: 'now-7d', to: 'now' });
  const [timeZone, setTimeZone] = useState<TimeZone>('browser');
  const { record, test, isStarting, failure, start, cancel } = useBacktest(datasource);
  const isRunning = isStarting || record?.state === 'running';
  const hasQuery = spec.queries.some(({ expr }) => expr !== '');
  const go = () => {
    const { from, to } = rangeOf(range, timeZone);
    void start({ spec, from: from.valueOf(), to: to.valueOf(), ...(monitor ? { monitor } : {}) });
  };
  const isStale = test !== null && JSON.stringify(test.spec) !== JSON.stringify(spec);
  return (
    <div className={styles.pane}>
      <Text color="secondary">{backtestWords.explain()}</Text>
      <div className={styles.row}>
        <RangePicker range={range} timeZone={timeZone} onRange={setRange} onTimeZone={setTimeZone} />
        <Button icon="play" disabled={isRunning || !hasQuery} onClick={go}>
          {record && !isRunning ? backtestWords.again() : backtestWords.start()}
        </Button>
        {!hasQuery && <Text color="secondary">{backtestWords.noQuery()}</Text>}
      </div>
      {isRunning && <BacktestProgress record={record} onCancel={() => void cancel()} />}
      {failure !== null && <Alert severity="error" title={backtestWords.lost(failure)} />}
      {record?.state === 'cancelled' && <Alert severity="info" title={backtestWords.cancelled()} />}
      {record?.state === 'failed' && (
        <Alert severity="error" title={backtestWords.failed()}>
          {record.error}
        </Alert>
      )}
      {record?.state === 'done' && record.result && (
        <>
          {isStale && <Alert severity="warning" title={backtestWords.stale()} />}
          <BacktestResults result={record.result} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
