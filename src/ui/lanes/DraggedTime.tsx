import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { TimeDrag } from './use-time-drag.ts';

export interface DraggedTimeProps {
  readonly drag: TimeDrag['drag'];
  /** Where the scale begins in the positioned parent, px. */
  readonly left?: number;
  readonly height: number | string;
}

/** The stretch that is being dragged over. */
export function DraggedTime({ drag, left = 0, height }: DraggedTimeProps) {
  const styles = useStyles2(getStyles);
  return (
    drag && (
      <div
        className={styles.drag}
        style={{ left: left + Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from), height }}
      />
    )
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  drag: css({
    position: 'absolute',
    top: 0,
    background: theme.colors.action.selected,
    border: `1px solid ${theme.colors.primary.border}`,
    pointerEvents: 'none',
  }),
});
