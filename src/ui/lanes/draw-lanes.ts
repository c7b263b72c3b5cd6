import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { SEVERITIES } from '../../../contract/severity.ts';
import { markPath, severityLook } from '../severity-look.ts';
import type { Lane, LaneMark, Place } from './lane.ts';

/** Height of a lane, of the bar of a severity in it, and radius of the shape on its peak, in CSS pixels. */
export const LANE = { height: 26, bar: { low: 6, medium: 10, high: 14 }, radius: 4 } as const;

/** The time drawn over a width of CSS pixels. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

export function xOf({ from, to, width }: TimeScale, time: number): number {
  return ((Math.min(Math.max(time, from), to) - from) / Math.max(1, to - from)) * width;
}

export function timeAt({ from, to, width }: TimeScale, x: number): number {
  return from + (x / Math.max(1, width)) * (to - from);
}

/** Left and right end of a mark's bar; one that goes on reaches the end of the time. */
function ends(scale: TimeScale, { start, end, open }: LaneMark): [number, number] {
  const left = xOf(scale, start);
  return [left, Math.max(left + 2, xOf(scale, open ? scale.to : end))];
}

/** Draws every lane: bars whose height tells the severity too, its shape on the peak, outlines for what is muted. Coordinates are CSS pixels. */
export function drawLanes(
  ctx: CanvasRenderingContext2D,
  lanes: readonly Lane[],
  scale: TimeScale,
  theme: GrafanaTheme2,
  { ticks, chosen }: { readonly ticks: readonly number[]; readonly chosen: Place | null }
): void {
  ctx.clearRect(0, 0, scale.width, lanes.length * LANE.height);
  ctx.fillStyle = theme.colors.border.weak;
  lanes.forEach((_lane, i) => ctx.fillRect(0, (i + 1) * LANE.height - 1, scale.width, 1));
  ticks.forEach((time) => ctx.fillRect(Math.round(xOf(scale, time)), 0, 1, lanes.length * LANE.height));
  lanes.forEach(({ marks }, lane) => {
    const middle = (lane + 0.5) * LANE.height;
    for (const severity of SEVERITIES) {
      const of = marks.filter((mark) => mark.severity === severity);
      of.forEach((mark) => drawMark(ctx, mark, scale, middle, theme));
    }
  });
  const mark = chosen && lanes[chosen.lane]?.marks[chosen.mark];
  if (mark) {
    const [left, right] = ends(scale, mark);
    ctx.strokeStyle = theme.colors.primary.border;
    ctx.lineWidth = 2;
    ctx.strokeRect(left - 6, chosen.lane * LANE.height + 2, right - left + 12, LANE.height - 5);
  }
}

function drawMark(
  ctx: CanvasRenderingContext2D,
  mark: LaneMark,
  scale: TimeScale,
  middle: number,
  theme: GrafanaTheme2
): void {
  const { color, shape } = severityLook(theme, mark.severity);
  const [left, right] = ends(scale, mark);
  const height = LANE.bar[mark.severity];
  const symbol = new Path2D(markPath(shape, xOf(scale, mark.peak), middle, LANE.radius));
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = color;
  ctx.fillStyle = mark.muted ? theme.colors.background.primary : colorManipulator.alpha(color, 0.35);
  ctx.fillRect(left, middle - height / 2, right - left, height);
  ctx.setLineDash(mark.muted ? [3, 2] : []);
  ctx.strokeRect(left, middle - height / 2, right - left, height);
  ctx.setLineDash([]);
  ctx.fillStyle = mark.muted ? theme.colors.background.primary : color;
  ctx.fill(symbol);
  ctx.stroke(symbol);
}

/** The mark under a point (CSS pixels): the most severe and least long of those within reach, or null. */
export function markAt(lanes: readonly Lane[], scale: TimeScale, x: number, y: number): Place | null {
  const lane = Math.floor(y / LANE.height);
  const reach = LANE.radius + 2;
  const within = (lanes[lane]?.marks ?? [])
    .map((mark, index) => ({ mark, index, ends: ends(scale, mark) }))
    .filter(({ ends: [left, right] }) => x >= left - reach && x <= right + reach)
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(b.mark.severity) - SEVERITIES.indexOf(a.mark.severity) ||
        a.ends[1] - a.ends[0] - (b.ends[1] - b.ends[0])
    );
  return within.length > 0 ? { lane, mark: within[0].index } : null;
}
