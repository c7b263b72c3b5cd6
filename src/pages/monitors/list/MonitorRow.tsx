import { css } from '@emotion/css';
import { Link } from 'react-router-dom';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { severityOf } from '../../../../contract/severity.ts';
import type { MonitorSummary } from '../../../api/monitors.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { costParts } from '../cost-text.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { Sparkline } from '../Sparkline.tsx';
import { StateMark } from '../../../ui/monitor/StateMark.tsx';
import type { MonitorActions } from '../use-monitor-actions.ts';
import { monitorWords } from '../words.ts';
import { RowMenu } from './RowMenu.tsx';
import { listWords } from './words.ts';

export interface MonitorRowProps {
  readonly datasource: NightjarSource;
  readonly monitor: MonitorSummary;
  readonly actions: MonitorActions;
  readonly mayChange: boolean;
}

export function MonitorRow({ datasource, monitor, actions, mayChange }: MonitorRowProps) {
  const styles = useStyles2(getStyles);
  const { id, name, labels, state, stateText, lastScore, sparkline, openDetections, cost, detector } = monitor;
  const severity = lastScore === null ? null : severityOf(lastScore);
  return (
    <tr>
      <td className={styles.state}>
        <StateMark state={state} />
        {stateText && <div className={styles.quiet}>{stateText}</div>}
      </td>
      <td className={styles.nameCell}>
        <Link to={monitorPaths.one(datasource.uid, id)} className={styles.name}>
          {name}
        </Link>
        <div className={styles.expr}>{monitor.exprs.join(' ; ')}</div>
        <LabelChips labels={labels} />
        {monitor.origin === 'file' && (
          <div className={styles.quiet}>
            <Icon name="file-alt" size="sm" /> {listWords.file(monitor.source)}
          </div>
        )}
      </td>
      <td className={styles.number}>
        {lastScore === null ? (
          <span className={styles.quiet}>{monitorWords.noScore()}</span>
        ) : (
          <span className={styles.score}>
            {severity && <SeverityMark severity={severity} />}
            {lastScore.toFixed(2)}
          </span>
        )}
      </td>
      <td>
        <Sparkline scores={sparkline} />
      </td>
      <td className={styles.number}>
        {openDetections > 0 ? (
          <Link
            to={monitorPaths.one(datasource.uid, id, 'detections')}
            className={styles.name}
            aria-label={listWords.open(openDetections)}
          >
            {openDetections}
          </Link>
        ) : (
          '0'
        )}
      </td>
      <td className={styles.quiet}>
        {costParts(cost).map((part) => (
          <div key={part} className={styles.line}>
            {part}
          </div>
        ))}
      </td>
      <td>{detector}</td>
      <td className={styles.quiet} title={dateTimeFormat(monitor.updatedAt)}>
        {listWords.by(dateTimeFormatTimeAgo(monitor.updatedAt), monitor.updatedBy)}
      </td>
      <td>
        <RowMenu datasource={datasource} monitor={monitor} actions={actions} mayChange={mayChange} />
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    state: css({ minWidth: 130, maxWidth: 220 }),
    nameCell: css({ minWidth: 240, maxWidth: 420 }),
    name: css({
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.link,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    expr: css({
      ...small,
      fontFamily: theme.typography.fontFamilyMonospace,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    number: css({ fontVariantNumeric: 'tabular-nums' }),
    score: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    quiet: css(small),
    line: css({ whiteSpace: 'nowrap' }),
  };
};
