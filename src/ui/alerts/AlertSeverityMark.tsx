import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import { alertSeverityColor, alertSeverityPath, alertSeverityWords } from './severity-look.ts';

export interface AlertSeverityMarkProps {
  readonly severity: AlertSeverity;
  /** Writes the severity beside the mark; without, the mark itself carries it for screen readers. */
  readonly withLabel?: boolean;
}

/** Severity of an alert or an incident: a shape of its own in its colour. */
export function AlertSeverityMark({ severity, withLabel = false }: AlertSeverityMarkProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const label = alertSeverityWords[severity]();
  return (
    <span className={styles.mark}>
      <svg
        width={12}
        height={12}
        viewBox="0 0 12 12"
        {...(withLabel ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        <path d={alertSeverityPath(severity, 6, 6, 4)} fill={alertSeverityColor(theme, severity)} />
      </svg>
      {withLabel && <span>{label}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    '& svg': { flexShrink: 0 },
  }),
});
