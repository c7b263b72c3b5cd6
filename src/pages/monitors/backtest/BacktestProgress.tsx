import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { BacktestRecord } from '../../../api/backtests.ts';
import { backtestWords } from './words.ts';

export interface BacktestProgressProps {
  /** null until it has started. */
  readonly record: BacktestRecord | null;
  readonly onCancel: () => void;
}

/** How far a back-test is, what it is doing, and how to end it. */
export function BacktestProgress({ record, onCancel }: BacktestProgressProps) {
  const styles = useStyles2(getStyles);
  const percent = Math.round(100 * (record?.progress ?? 0));
  return (
    <div className={styles.row}>
      <div
        role="progressbar"
        aria-label={backtestWords.progress()}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles.track}
      >
        <div className={styles.bar} style={{ width: `${percent}%` }} />
      </div>
      <span className={styles.percent}>{percent} %</span>
      <span role="status" className={styles.stage}>
        {record?.stage || backtestWords.starting()}
      </span>
      <Button variant="secondary" size="sm" disabled={record === null} onClick={onCancel}>
        {backtestWords.cancel()}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  track: css({
    flex: '1 1 160px',
    height: theme.spacing(1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    overflow: 'hidden',
  }),
  bar: css({ height: '100%', background: theme.colors.primary.main }),
  percent: css({ fontVariantNumeric: 'tabular-nums' }),
  stage: css({ color: theme.colors.text.secondary }),
});
