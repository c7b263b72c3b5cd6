import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { SeriesIcon, useStyles2 } from '@grafana/ui';
import type { ListedAnomaly } from '../model/count-anomalies.ts';
import { SeverityMark } from '../SeverityMark.tsx';
import { typeName } from '../words.ts';
import { drawerWords } from './words.ts';

export interface AnomalyListProps {
  readonly anomalies: readonly ListedAnomaly[];
  readonly timeZone: TimeZone;
  readonly onPick: (anomaly: ListedAnomaly) => void;
}

/** Every anomaly as a button: the way to them without a pointer. */
export function AnomalyList({ anomalies, timeZone, onPick }: AnomalyListProps) {
  const styles = useStyles2(getStyles);
  if (anomalies.length === 0) {
    return <p>{drawerWords.none()}</p>;
  }
  return (
    <ul className={styles.list}>
      {anomalies.map((anomaly) => {
        const { series, interval } = anomaly;
        return (
          <li key={`${series.index} ${interval.id}`}>
            <button type="button" className={styles.row} onClick={() => onPick(anomaly)}>
              <span className={styles.line}>
                <SeverityMark severity={interval.severity} withLabel />
                <span className={styles.type}>{typeName(interval)}</span>
                <span className={styles.quiet}>{dateTimeFormat(interval.start, { timeZone })}</span>
              </span>
              <span className={styles.line}>
                <SeriesIcon color={series.color} />
                <span className={styles.name}>{series.name}</span>
                <span className={styles.quiet}>
                  {interval.missing ? '' : `${series.format(interval.value)} · `}
                  {drawerWords.score()} {interval.score.toFixed(2)}
                </span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none' }),
  row: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(1),
    border: 'none',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    background: 'transparent',
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), width: '100%' }),
  type: css({ fontWeight: theme.typography.fontWeightMedium }),
  name: css({ overflowWrap: 'anywhere' }),
  quiet: css({ marginLeft: 'auto', color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
});
