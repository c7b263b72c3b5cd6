import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import type { CanvasScale } from '../../plot/canvas-scale.ts';
import { line } from '../../plot/draw-band.ts';
import { isFiniteNumber, lastOf } from '../model/shown-forecast.ts';
import type { Line, ShownForecast } from '../model/shown-forecast.ts';

/** How strongly each interval of the fan is filled: they lie over each other, so the middle comes out strongest. */
const FAN_ALPHA = 0.16;
/** The newest ghost's strength, and how much of it each older one keeps. */
const GHOST = { alpha: 0.6, fading: 0.75, most: 12 } as const;

/** Shades the time after the newest origin and marks where it begins. */
export function drawFuture(ctx: CanvasRenderingContext2D, origin: number, theme: GrafanaTheme2, at: CanvasScale): void {
  const x = Math.max(at.left, Math.min(at.x(origin), at.left + at.width));
  ctx.fillStyle = colorManipulator.alpha(theme.colors.text.primary, 0.04);
  ctx.fillRect(x, at.top, at.left + at.width - x, at.height);
  ctx.strokeStyle = theme.colors.border.strong;
  ctx.lineWidth = at.ratio;
  ctx.setLineDash([2 * at.ratio, 3 * at.ratio]);
  ctx.stroke(line([x, x], [at.top, at.top + at.height]));
  ctx.setLineDash([]);
}

/** Fills the intervals, widest first, each opening from the last known value. */
export function drawFan(ctx: CanvasRenderingContext2D, forecast: ShownForecast, at: CanvasScale): void {
  const anchor = anchorOf(forecast);
  ctx.setLineDash([]);
  for (const { lower, upper } of forecast.intervals) {
    const rows = forecast.mean.times.flatMap((_, row) =>
      isFiniteNumber(lower[row]) && isFiniteNumber(upper[row]) ? row : []
    );
    if (rows.length === 0) {
      continue;
    }
    const xs = rows.map((row) => at.x(forecast.mean.times[row]));
    const edge = (values: Line['values']) =>
      line([...start, ...xs], [...level, ...rows.map((row) => at.y(values[row] ?? 0))]);
    const start = anchor ? [at.x(anchor.time)] : [];
    const level = anchor ? [at.y(anchor.value)] : [];
    const area = edge(upper);
    for (let i = rows.length - 1; i >= 0; i--) {
      area.lineTo(xs[i], at.y(lower[rows[i]] ?? 0));
    }
    area.closePath();
    ctx.fillStyle = colorManipulator.alpha(forecast.color, FAN_ALPHA);
    ctx.fill(area);
    ctx.strokeStyle = colorManipulator.alpha(forecast.color, 0.3);
    ctx.lineWidth = at.ratio;
    ctx.stroke(edge(upper));
    ctx.stroke(edge(lower));
  }
}

/** Joins the last known value to the first expected one. */
export function drawJoint(
  ctx: CanvasRenderingContext2D,
  forecast: ShownForecast,
  width: number,
  at: CanvasScale
): void {
  const anchor = anchorOf(forecast);
  const { times, values } = forecast.mean;
  const first = values[0];
  if (anchor && isFiniteNumber(first)) {
    ctx.strokeStyle = forecast.color;
    ctx.lineWidth = width * at.ratio;
    ctx.setLineDash(MEAN_DASH.map((length) => length * at.ratio));
    ctx.stroke(line([at.x(anchor.time), at.x(times[0])], [at.y(anchor.value), at.y(first)]));
    ctx.setLineDash([]);
  }
}

export const MEAN_DASH = [6, 3];

/** The value the forecast starts from; null where it is too long ago to be joined. */
function anchorOf({ history, mean, origin }: ShownForecast) {
  const before = history.times.findLastIndex((time) => time <= origin);
  const last = lastOf({ times: history.times.slice(0, before + 1), values: history.values.slice(0, before + 1) });
  const step = mean.times.length > 1 ? mean.times[1] - mean.times[0] : Number.POSITIVE_INFINITY;
  return last && mean.times[0] - last.time <= 3 * step ? last : null;
}

/** What was forecast before, as thin lines that fade with their age. */
export function drawGhosts(
  ctx: CanvasRenderingContext2D,
  forecast: ShownForecast,
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  ctx.lineWidth = 1.25 * at.ratio;
  ctx.setLineDash([1.5 * at.ratio, 2.5 * at.ratio]);
  forecast.earlier.slice(0, GHOST.most).forEach(({ line: ghost }, age) => {
    const alpha = Math.max(0.25, GHOST.alpha * GHOST.fading ** age);
    ctx.strokeStyle = colorManipulator.alpha(theme.colors.text.primary, alpha);
    ctx.stroke(pathOf(ghost, at));
  });
  ctx.setLineDash([]);
}

/** The one-step forecasts over the past. */
export function drawFitted(ctx: CanvasRenderingContext2D, forecast: ShownForecast, at: CanvasScale): void {
  ctx.strokeStyle = colorManipulator.alpha(forecast.color, 0.75);
  ctx.lineWidth = at.ratio;
  ctx.setLineDash([2 * at.ratio, 2 * at.ratio]);
  ctx.stroke(pathOf(forecast.fitted, at));
  ctx.setLineDash([]);
}

export function pathOf({ times, values }: Line, at: CanvasScale): Path2D {
  return line(
    times.map((time) => at.x(time)),
    values.map((value) => at.y(value ?? 0))
  );
}
