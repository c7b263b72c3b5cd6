import { css } from '@emotion/css';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { dateTimeForTimeZone, dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useWidth } from '../use-width.ts';
import { DraggedTime } from './DraggedTime.tsx';
import { drawLanes, LANE, markAt, xOf } from './draw-lanes.ts';
import { moved } from './lane.ts';
import type { Lane, LaneMark, Place } from './lane.ts';
import { LaneTooltip } from './LaneTooltip.tsx';
import { tickFormat, timeTicks } from './time-ticks.ts';
import { useTimeDrag } from './use-time-drag.ts';
import { laneWords } from './words.ts';

export interface LaneTimelineProps {
  readonly lanes: readonly Lane[];
  /** The time shown, ms. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: TimeZone;
  /** What a lane is called, beside it. */
  readonly renderName: (lane: Lane) => ReactNode;
  readonly onOpen: (mark: LaneMark) => void;
  /** A stretch of time was dragged over. */
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
}

/** Lanes beyond these are not drawn, and that is said. */
const MOST_LANES = 40;
/** A tick needs so much room, px. */
const TICK_ROOM = 80;

/** Things that happened, a lane for each that they happened to. */
export function LaneTimeline(props: LaneTimelineProps) {
  const { from, to, timeZone, renderName, onOpen, onZoom } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [ref, width] = useWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState<Place | null>(null);
  const [hovered, setHovered] = useState<Place | null>(null);
  const lanes = useMemo(() => props.lanes.slice(0, MOST_LANES), [props.lanes]);
  const scale = useMemo(() => ({ from, to, width }), [from, to, width]);
  const { drag, begin, move, end, cancel } = useTimeDrag(scale, onZoom);
  const height = lanes.length * LANE.height;
  const ticks = useMemo(() => {
    const offset = dateTimeForTimeZone(timeZone, from).utcOffset() * 60_000;
    return timeTicks(from, to, Math.max(1, Math.floor(width / TICK_ROOM)), offset);
  }, [from, to, width, timeZone]);

  useEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (ctx && width > 0) {
      const ratio = devicePixelRatio || 1;
      ctx.canvas.width = Math.round(width * ratio);
      ctx.canvas.height = Math.round(height * ratio);
      ctx.scale(ratio, ratio);
      drawLanes(ctx, lanes, scale, theme, { ticks: ticks.times, chosen });
    }
  }, [lanes, scale, width, height, theme, ticks, chosen]);

  const markOf = (place: Place | null) => (place === null ? undefined : lanes[place.lane]?.marks[place.mark]);
  const said = markOf(chosen);
  const shown = hovered ?? chosen;
  const tip = markOf(shown);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(lanes, said ? chosen : null, event.key);
    if (next) {
      event.preventDefault();
      setHovered(null);
      setChosen(next);
    } else if (said && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      onOpen(said);
    }
  };
  const at = ({ nativeEvent }: PointerEvent) => markAt(lanes, scale, nativeEvent.offsetX, nativeEvent.offsetY);
  const onPointerUp = (event: PointerEvent) => {
    if (end()) {
      return;
    }
    const place = at(event);
    const mark = markOf(place);
    if (mark) {
      setChosen(place);
      onOpen(mark);
    }
  };
  const marks = props.lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  return (
    <div>
      <div className={styles.timeline}>
        <ul className={styles.names}>
          {lanes.map((lane) => (
            <li key={lane.id} className={styles.name} title={lane.name}>
              {renderName(lane)}
            </li>
          ))}
        </ul>
        <div
          ref={ref}
          role="application"
          aria-label={laneWords.label(props.lanes.length, marks)}
          tabIndex={0}
          className={styles.area}
          onKeyDown={onKeyDown}
          onBlur={() => setChosen(null)}
        >
          <canvas
            ref={canvas}
            className={styles.canvas}
            style={{ height, cursor: hovered ? 'pointer' : 'crosshair' }}
            onPointerDown={({ nativeEvent }) => begin(nativeEvent.offsetX)}
            onPointerMove={(event) => {
              setHovered(at(event));
              move(event.nativeEvent.offsetX);
            }}
            onPointerUp={onPointerUp}
            onPointerLeave={() => {
              setHovered(null);
              cancel();
            }}
          />
          <DraggedTime drag={drag} height={height} />
          <div className={styles.axis} aria-hidden>
            {ticks.times.map((time) => (
              <span key={time} className={styles.tick} style={{ left: xOf(scale, time) }}>
                {dateTimeFormat(time, { timeZone, format: tickFormat(ticks.step) })}
              </span>
            ))}
          </div>
          {tip && shown && (
            <LaneTooltip
              mark={tip}
              timeZone={timeZone}
              x={xOf(scale, tip.peak)}
              y={shown.lane * LANE.height}
              width={width}
            />
          )}
          <span className={styles.hidden} aria-live="polite">
            {said?.text}
          </span>
        </div>
      </div>
      {props.lanes.length > lanes.length && (
        <div className={styles.more}>{laneWords.more(props.lanes.length - lanes.length)}</div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    timeline: css({ display: 'flex', gap: theme.spacing(1) }),
    names: css({ listStyle: 'none', width: 240, flexShrink: 0, margin: 0 }),
    name: css({
      height: LANE.height,
      lineHeight: `${LANE.height}px`,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      textOverflow: 'ellipsis',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    area: css({
      position: 'relative',
      flex: 1,
      minWidth: 0,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    canvas: css({ display: 'block', width: '100%', touchAction: 'pan-y' }),
    axis: css({ position: 'relative', height: 20, ...small, overflow: 'hidden' }),
    tick: css({ position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap' }),
    hidden: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
    more: css(small),
  };
};
