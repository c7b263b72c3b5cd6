import { css } from '@emotion/css';
import type { MouseEvent, SyntheticEvent } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { DetectionCells } from '../../api/detections.ts';
import type { MonitorSummary } from '../../api/monitors.ts';
import { xOf } from '../../ui/lanes/draw-lanes.ts';
import type { TimeScale } from '../../ui/lanes/draw-lanes.ts';
import { detectionsPath, monitorPaths } from '../../ui/monitor/paths.ts';
import { StateMark } from '../../ui/monitor/StateMark.tsx';
import { markPath, severityLook } from '../../ui/severity-look.ts';
import type { HoveredCell } from './CellTooltip.tsx';
import { cellTime } from './grid.ts';
import { gridWords } from './words.ts';

/** Height of a row and of its cells, radius of the shape in a cell, and the least width of a cell that has one, in px. */
const ROW = { height: 30, cell: 20, radius: 3.5, marked: 11 } as const;

export interface GridRowProps {
  readonly ds: string;
  readonly monitor: MonitorSummary;
  readonly cells: DetectionCells;
  readonly scale: TimeScale;
  readonly nameWidth: number;
  readonly timeZone: TimeZone;
  readonly onHover: (cell: HoveredCell | null) => void;
}

/** One monitor over time. Cells with detections lead to them. */
export function GridRow({ ds, monitor, cells, scale, nameWidth, timeZone, onHover }: GridRowProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { id, name, state, evaluatedTo } = monitor;
  const top = (ROW.height - ROW.cell) / 2;
  const own = cells.monitors[id] ?? [];
  // The first evaluation looks back a little: what it found lies before the monitor was made.
  const firstFound = own.length > 0 ? cellTime(cells, own[0].cell).from : Infinity;
  const watchedFrom = xOf(scale, Math.min(cells.since[id] ?? scale.from, firstFound));
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  return (
    <li className={styles.row}>
      <div className={styles.head} style={{ width: nameWidth }}>
        <a href={monitorPaths.one(ds, id)} className={styles.name} title={name} onClick={go(monitorPaths.one(ds, id))}>
          {name}
        </a>
        <StateMark state={state} />
      </div>
      <svg width={scale.width} height={ROW.height} role="group" aria-label={name}>
        <path d={`M0 ${ROW.height / 2}H${scale.width}`} stroke={theme.colors.border.medium} strokeDasharray="2 4" />
        {evaluatedTo !== null && (
          <rect
            x={watchedFrom}
            y={top}
            width={Math.max(0, xOf(scale, evaluatedTo) - watchedFrom)}
            height={ROW.cell}
            fill={theme.colors.background.secondary}
            rx={2}
          />
        )}
        {own.map((cell) => {
          const time = cellTime(cells, cell.cell);
          const [left, right] = [xOf(scale, time.from), xOf(scale, time.to)];
          const width = Math.max(2, right - left - 1);
          const { color, shape, label } = severityLook(theme, cell.severity);
          const numbers = gridWords.numbers(label, cell.detections, cell.series, cell.score.toFixed(2));
          const title = gridWords.cell(name, at(time.from), at(time.to));
          const href = detectionsPath(ds, id, time);
          const show = ({ currentTarget }: SyntheticEvent<Element>) =>
            onHover({ title, numbers, severity: cell.severity, box: currentTarget.getBoundingClientRect() });
          return (
            <a
              key={cell.cell}
              href={href}
              aria-label={`${title}. ${numbers}`}
              className={styles.cell}
              onClick={go(href)}
              onMouseEnter={show}
              onMouseLeave={() => onHover(null)}
              onFocus={show}
              onBlur={() => onHover(null)}
            >
              <rect x={left} y={top} width={width} height={ROW.cell} rx={2} fill={color} />
              {width >= ROW.marked && (
                <path
                  d={markPath(shape, left + width / 2, ROW.height / 2, ROW.radius)}
                  fill={theme.colors.getContrastText(color)}
                />
              )}
            </a>
          );
        })}
      </svg>
    </li>
  );
}

/** Changes the page without loading it anew, unless a new tab is asked for. */
function go(href: string) {
  return (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      locationService.push(href);
    }
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    alignItems: 'center',
    height: ROW.height,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  head: css({
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    paddingRight: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  name: css({
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  cell: css({
    '&:hover rect': { stroke: theme.colors.text.maxContrast, strokeWidth: 1.5 },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
