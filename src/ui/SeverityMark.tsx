import { useTheme2 } from '@grafana/ui';
import type { Severity } from '../../contract/severity.ts';
import { markPath, severityLook } from './severity-look.ts';
import { ShapeMark } from './ShapeMark.tsx';

export interface SeverityMarkProps {
  readonly severity: Severity;
  /** Writes the severity beside the mark; without, the mark itself carries it for screen readers. */
  readonly withLabel?: boolean;
}

/** The severity's shape in its colour, the same as on the graph. */
export function SeverityMark({ severity, withLabel }: SeverityMarkProps) {
  const { color, shape, label } = severityLook(useTheme2(), severity);
  return <ShapeMark path={markPath(shape, 6, 6, 4)} color={color} label={label} withLabel={withLabel} />;
}
