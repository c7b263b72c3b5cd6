import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import { alertSeverityColor } from './severity-look.ts';
import { incidentRowWords } from './words.ts';

export interface PriorityMarkProps {
  /** 0..100. */
  readonly priority: number;
  readonly severity: AlertSeverity;
}

/** How urgent an incident is: its number, and as much of a ring in the colour of its severity. */
export function PriorityMark({ priority, severity }: PriorityMarkProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const text = String(Math.round(priority));
  const around = 2 * Math.PI * 16;
  return (
    <span className={styles.mark} role="img" aria-label={incidentRowWords.priority(text)}>
      <svg width={40} height={40} viewBox="0 0 40 40" aria-hidden>
        <circle cx={20} cy={20} r={16} className={styles.ring} />
        <circle
          cx={20}
          cy={20}
          r={16}
          fill="none"
          strokeWidth={4}
          stroke={alertSeverityColor(theme, severity)}
          strokeDasharray={`${(around * Math.min(100, Math.max(0, priority))) / 100} ${around}`}
          transform="rotate(-90 20 20)"
        />
        <text x={20} y={20} textAnchor="middle" dominantBaseline="central" className={styles.number}>
          {text}
        </text>
      </svg>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ display: 'inline-flex', flexShrink: 0 }),
  ring: css({ fill: 'none', stroke: theme.colors.border.medium, strokeWidth: 4 }),
  number: css({
    fill: theme.colors.text.primary,
    fontSize: 13,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
});
