import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import type { Severity } from '../../../contract/severity.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { tooltipLook } from '../../ui/lanes/tooltip-look.ts';

/** A cell that the pointer or the focus is on. */
export interface HoveredCell {
  readonly title: string;
  readonly numbers: string;
  readonly severity: Severity;
  /** Where it lies in the window. */
  readonly box: DOMRect;
}

const WIDTH = 300;

/** What is known of a cell, below it; outside of the panel, which would cut it off. */
export function CellTooltip({ hovered: { title, numbers, severity, box } }: { readonly hovered: HoveredCell }) {
  const styles = useStyles2(getStyles);
  const left = Math.max(8, Math.min(box.left + box.width / 2 - WIDTH / 2, window.innerWidth - WIDTH - 8));
  return (
    <Portal>
      <div className={styles.box} style={{ left, top: box.bottom + 6, width: WIDTH }} role="tooltip">
        <div>{title}</div>
        <div className={styles.numbers}>
          <SeverityMark severity={severity} />
          <span>{numbers}</span>
        </div>
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'fixed',
    ...tooltipLook(theme),
  }),
  numbers: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75) }),
});
