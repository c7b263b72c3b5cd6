import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { Severity } from '../../contract/severity.ts';
import { markPath, severityLook } from './severity-look.ts';

export interface SeverityMarkProps {
  readonly severity: Severity;
  /** Writes the severity beside the mark; without, the mark itself carries it for screen readers. */
  readonly withLabel?: boolean;
}

/** The severity's shape in its colour, the same as on the graph. */
export function SeverityMark({ severity, withLabel = false }: SeverityMarkProps) {
  const styles = useStyles2(getStyles);
  const { color, shape, label } = severityLook(useTheme2(), severity);
  return (
    <span className={styles.mark}>
      <svg
        width={12}
        height={12}
        viewBox="0 0 12 12"
        {...(withLabel ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        <path d={markPath(shape, 6, 6, 4)} fill={color} />
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
