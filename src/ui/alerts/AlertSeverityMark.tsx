import { useTheme2 } from '@grafana/ui';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import { ShapeMark } from '../ShapeMark.tsx';
import { alertSeverityColor, alertSeverityPath, alertSeverityWords } from './severity-look.ts';

export interface AlertSeverityMarkProps {
  readonly severity: AlertSeverity;
  /** Writes the severity beside the mark; without, the mark itself carries it for screen readers. */
  readonly withLabel?: boolean;
}

/** Severity of an alert or an incident: a shape of its own in its colour. */
export function AlertSeverityMark({ severity, withLabel }: AlertSeverityMarkProps) {
  return (
    <ShapeMark
      path={alertSeverityPath(severity, 6, 6, 4)}
      color={alertSeverityColor(useTheme2(), severity)}
      label={alertSeverityWords[severity]()}
      withLabel={withLabel}
    />
  );
}
