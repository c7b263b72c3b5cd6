import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface ShapeMarkProps {
  /** SVG path in a square of 12 px. */
  readonly path: string;
  readonly color: string;
  readonly label: string;
  /** Writes the label beside the mark; without, the mark itself carries it for screen readers. */
  readonly withLabel?: boolean;
}

/** A small coloured shape that stands for a word. */
export function ShapeMark({ path, color, label, withLabel = false }: ShapeMarkProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark}>
      <svg
        width={12}
        height={12}
        viewBox="0 0 12 12"
        {...(withLabel ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        <path d={path} fill={color} />
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
