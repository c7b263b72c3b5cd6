import type { GrafanaTheme2 } from '@grafana/data';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import { t } from '../translate.ts';
import { markPath } from '../severity-look.ts';

export const alertSeverityWords: Record<AlertSeverity, () => string> = {
  info: () => t('alert-severity.info', 'Info'),
  warning: () => t('alert-severity.warning', 'Warning'),
  error: () => t('alert-severity.error', 'Error'),
  critical: () => t('alert-severity.critical', 'Critical'),
};

/** Colour of an alert's severity: the first three as those of detections, since they come from them. */
export function alertSeverityColor(theme: GrafanaTheme2, severity: AlertSeverity): string {
  const colors: Record<AlertSeverity, string> = {
    info: theme.visualization.getColorByName('blue'),
    warning: theme.visualization.getColorByName(theme.isDark ? 'yellow' : 'dark-yellow'),
    error: theme.visualization.getColorByName('dark-orange'),
    critical: theme.visualization.getColorByName('red'),
  };
  return colors[severity];
}

/** Outline of the mark of a severity around (x, y), so that colour is never alone: circle, diamond, triangle, square. */
export function alertSeverityPath(severity: AlertSeverity, x: number, y: number, r: number): string {
  switch (severity) {
    case 'info':
      return markPath('circle', x, y, r);
    case 'warning':
      return markPath('diamond', x, y, r);
    case 'error':
      return markPath('triangle', x, y, r);
    case 'critical':
      return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
  }
}
