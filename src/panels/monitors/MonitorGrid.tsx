import { css } from '@emotion/css';
import { useState } from 'react';
import { dateTimeForTimeZone, dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { DetectionCells } from '../../api/detections.ts';
import type { MonitorSummary } from '../../api/monitors.ts';
import { xOf } from '../../ui/lanes/draw-lanes.ts';
import { tickFormat, timeTicks } from '../../ui/lanes/time-ticks.ts';
import { CellTooltip } from './CellTooltip.tsx';
import type { HoveredCell } from './CellTooltip.tsx';
import { GridRow } from './GridRow.tsx';
import { gridWords } from './words.ts';

/** Room for a monitor's name and state in px, and for the scroll bar beside the cells. */
export const NAME_WIDTH = 250;
const SCROLLBAR = 12;
const TICK_ROOM = 70;

export interface MonitorGridProps {
  readonly ds: string;
  readonly monitors: readonly MonitorSummary[];
  readonly cells: DetectionCells;
  /** The time shown, ms. */
  readonly range: { readonly from: number; readonly to: number };
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
}

/** A row a monitor: its name and state, and its cells over time. */
export function MonitorGrid({ ds, monitors, cells, range, timeZone, width, height }: MonitorGridProps) {
  const styles = useStyles2(getStyles);
  const [hovered, setHovered] = useState<HoveredCell | null>(null);
  const nameWidth = Math.min(NAME_WIDTH, Math.round(width * 0.4));
  const area = Math.max(0, width - nameWidth - SCROLLBAR);
  const scale = { ...range, width: area };
  const offset = dateTimeForTimeZone(timeZone, range.from).utcOffset() * 60_000;
  const ticks = timeTicks(range.from, range.to, Math.max(1, Math.floor(area / TICK_ROOM)), offset);
  return (
    <div className={styles.panel} style={{ width, height }}>
      <ul
        aria-label={gridWords.grid(monitors.length)}
        className={styles.rows}
        tabIndex={0}
        onScroll={() => setHovered(null)}
      >
        {monitors.map((monitor) => (
          <GridRow
            key={monitor.id}
            ds={ds}
            monitor={monitor}
            cells={cells}
            scale={scale}
            nameWidth={nameWidth}
            timeZone={timeZone}
            onHover={setHovered}
          />
        ))}
      </ul>
      <div className={styles.axis} style={{ marginLeft: nameWidth, width: area }} aria-hidden>
        {ticks.times.map((time) => (
          <span key={time} className={styles.tick} style={{ left: xOf(scale, time) }}>
            {dateTimeFormat(time, { timeZone, format: tickFormat(ticks.step) })}
          </span>
        ))}
      </div>
      {cells.more && <div className={styles.more}>{gridWords.more()}</div>}
      {hovered && <CellTooltip hovered={hovered} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    panel: css({ display: 'flex', flexDirection: 'column' }),
    rows: css({ listStyle: 'none', flex: 1, minHeight: 0, margin: 0, overflowY: 'auto', overflowX: 'hidden' }),
    axis: css({ position: 'relative', height: 18, overflow: 'hidden', flexShrink: 0, ...small }),
    tick: css({ position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap' }),
    more: css(small),
  };
};
