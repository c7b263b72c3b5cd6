import { colorManipulator } from '@grafana/data';
import type { DrawnSeries } from '../model/anomaly-series.ts';
import type { CanvasScale } from './canvas-scale.ts';
import { isNumber, runsOf } from './runs-of.ts';

/** Fills between the band's edges and strokes both faintly. A gap in either edge ends the area. */
export function drawBand(
  ctx: CanvasRenderingContext2D,
  series: DrawnSeries,
  times: readonly number[],
  range: readonly [number, number],
  at: CanvasScale
): void {
  const { lower, upper } = series;
  if (!lower || !upper) {
    return;
  }
  ctx.fillStyle = colorManipulator.alpha(series.color, 0.14);
  ctx.strokeStyle = colorManipulator.alpha(series.color, 0.35);
  ctx.lineWidth = at.ratio;
  ctx.setLineDash([]);
  const isMissing = (index: number) => series.value[index] === undefined;
  for (const run of runsOf((index) => isNumber(lower[index]) && isNumber(upper[index]), isMissing, range)) {
    const xs = run.map((index) => at.x(times[index]));
    const top = run.map((index) => at.y(upper[index] ?? 0));
    const bottom = run.map((index) => at.y(lower[index] ?? 0));
    const area = line(xs, top);
    for (let i = xs.length - 1; i >= 0; i--) {
      area.lineTo(xs[i], bottom[i]);
    }
    area.closePath();
    ctx.fill(area);
    ctx.stroke(line(xs, top));
    ctx.stroke(line(xs, bottom));
  }
}

/** Draws the expected value as a dashed line. */
export function drawExpected(
  ctx: CanvasRenderingContext2D,
  series: DrawnSeries,
  times: readonly number[],
  range: readonly [number, number],
  at: CanvasScale
): void {
  const { expected } = series;
  if (!expected) {
    return;
  }
  ctx.strokeStyle = colorManipulator.alpha(series.color, 0.75);
  ctx.lineWidth = at.ratio;
  ctx.setLineDash([4 * at.ratio, 4 * at.ratio]);
  const isMissing = (index: number) => series.value[index] === undefined;
  for (const run of runsOf((index) => isNumber(expected[index]), isMissing, range)) {
    ctx.stroke(
      line(
        run.map((index) => at.x(times[index])),
        run.map((index) => at.y(expected[index] ?? 0))
      )
    );
  }
  ctx.setLineDash([]);
}

export function line(xs: readonly number[], ys: readonly number[]): Path2D {
  const path = new Path2D();
  xs.forEach((x, index) => {
    if (index === 0) {
      path.moveTo(x, ys[index]);
    } else {
      path.lineTo(x, ys[index]);
    }
  });
  return path;
}
