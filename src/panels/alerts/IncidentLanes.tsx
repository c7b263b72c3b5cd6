import { css } from '@emotion/css';
import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { dateTimeForTimeZone, dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { DraggedTime } from '../../ui/lanes/DraggedTime.tsx';
import { xOf } from '../../ui/lanes/draw-lanes.ts';
import { tickFormat, timeTicks } from '../../ui/lanes/time-ticks.ts';
import { useTimeDrag } from '../../ui/lanes/use-time-drag.ts';
import { IncidentLane } from './IncidentLane.tsx';
import { IncidentSummaryLine } from './IncidentSummaryLine.tsx';
import { IncidentTooltip } from './IncidentTooltip.tsx';
import type { HoveredIncident } from './IncidentTooltip.tsx';
import type { AlertsOptions } from './options.ts';
import type { ShownAlert, ShownIncident } from './read-incidents.ts';
import { alertsWords } from './words.ts';

/** Room for titles in px and as a share, for the scroll bar, for a tick; lanes beyond the most are counted, not drawn. */
const NAME = { most: 480, share: 0.4 } as const;
const SCROLLBAR = 12;
const TICK_ROOM = 80;
const MOST_LANES = 200;

export interface IncidentLanesProps {
  /** In the order of their lanes. */
  readonly incidents: readonly ShownIncident[];
  /** null where they are not to be drawn. */
  readonly alerts: ReadonlyMap<string, readonly ShownAlert[]> | null;
  readonly options: AlertsOptions;
  /** The time shown, ms. */
  readonly range: { readonly from: number; readonly to: number };
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
  readonly onOpen: (incident: ShownIncident) => void;
  /** A stretch of time was dragged over. */
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}

/** A lane for each incident: what it is, how large, where to look first, and when it was. */
export function IncidentLanes(props: IncidentLanesProps) {
  const { incidents, alerts, options, range, timeZone, width, height, onOpen, onZoom } = props;
  const styles = useStyles2(getStyles);
  const [hovered, setHovered] = useState<HoveredIncident | null>(null);
  const nameWidth = Math.min(NAME.most, Math.round(width * NAME.share));
  const area = Math.max(0, width - nameWidth - SCROLLBAR);
  const scale = { ...range, width: area };
  const offset = dateTimeForTimeZone(timeZone, range.from).utcOffset() * 60_000;
  const ticks = timeTicks(range.from, range.to, Math.max(1, Math.floor(area / TICK_ROOM)), offset);
  const lanes = incidents.slice(0, MOST_LANES);
  const { drag, begin, move, end, cancel } = useTimeDrag(scale, onZoom);
  const wasDragged = useRef(false);
  const xIn = ({ clientX, currentTarget }: PointerEvent) =>
    Math.min(area, clientX - currentTarget.getBoundingClientRect().left - nameWidth);
  return (
    <div className={styles.panel} style={{ width, height }}>
      {options.showSummary && <IncidentSummaryLine incidents={incidents} />}
      <div
        className={styles.area}
        onPointerDown={(event) => {
          wasDragged.current = false;
          const x = xIn(event);
          if (x >= 0 && event.button === 0) {
            begin(x);
          }
        }}
        onPointerMove={(event) => move(Math.max(0, xIn(event)))}
        onPointerUp={() => {
          wasDragged.current = end();
        }}
        onPointerLeave={cancel}
        onClickCapture={(event) => {
          // What ends a drag opens nothing.
          if (wasDragged.current) {
            event.stopPropagation();
          }
        }}
      >
        <ul
          aria-label={alertsWords.list(incidents.length)}
          className={styles.lanes}
          tabIndex={0}
          onScroll={() => setHovered(null)}
        >
          {lanes.map((incident) => (
            <IncidentLane
              key={incident.id}
              incident={incident}
              alerts={alerts?.get(incident.id) ?? []}
              showCause={options.showCause}
              scale={scale}
              ticks={ticks.times}
              nameWidth={nameWidth}
              onOpen={onOpen}
              onHover={setHovered}
            />
          ))}
        </ul>
        <DraggedTime drag={drag} left={nameWidth} height="100%" />
      </div>
      {incidents.length > lanes.length && (
        <div className={styles.more}>{alertsWords.more(incidents.length - lanes.length)}</div>
      )}
      <div className={styles.axis} style={{ marginLeft: nameWidth, width: area }} aria-hidden>
        {ticks.times.map((time) => (
          <span key={time} className={styles.tick} style={{ left: xOf(scale, time) }}>
            {dateTimeFormat(time, { timeZone, format: tickFormat(ticks.step) })}
          </span>
        ))}
      </div>
      {hovered && <IncidentTooltip hovered={hovered} timeZone={timeZone} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    panel: css({ display: 'flex', flexDirection: 'column' }),
    area: css({ position: 'relative', display: 'flex', flex: 1, minHeight: 0 }),
    lanes: css({ listStyle: 'none', flex: 1, minWidth: 0, margin: 0, overflowY: 'auto', overflowX: 'hidden' }),
    axis: css({ position: 'relative', height: 18, overflow: 'hidden', flexShrink: 0, ...small }),
    tick: css({ position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap' }),
    more: css(small),
  };
};
