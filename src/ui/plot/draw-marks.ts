import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { DrawnSeries, PlotModel } from '../model/anomaly-series.ts';
import { markPath, severityLook } from '../severity-look.ts';
import type { CanvasScale } from './canvas-scale.ts';
import { line } from './draw-band.ts';
import { lineWidth } from './line-width.ts';
import { regionsOf } from './merge-regions.ts';
import { isNumber, runsOf } from './runs-of.ts';

/** Height in CSS pixels of the bar that heads a region, by severity: colour is not the only difference. */
const HEAD = { low: 2, medium: 3, high: 5 } as const;

/** Radius of a mark, and the least distance of two marks of a series, in CSS pixels. */
const MARK = { radius: 3.4, apart: 10 } as const;

/** Shades the times at which any visible series is anomalous, more severe ones on top. */
export function drawRegions(
  ctx: CanvasRenderingContext2D,
  model: PlotModel,
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  for (const severity of SEVERITIES) {
    const { color } = severityLook(theme, severity);
    for (const region of regionsOf(model, severity)) {
      const [left, right] = visibleEdges(at.x(region.start), at.x(region.end), 3 * at.ratio);
      ctx.fillStyle = colorManipulator.alpha(color, 0.13);
      ctx.fillRect(left, at.top, right - left, at.height);
      ctx.fillStyle = color;
      ctx.fillRect(left, at.top, right - left, HEAD[severity] * at.ratio);
    }
  }
}

/** Two edges at least `thinnest` apart, about the same middle. */
function visibleEdges(left: number, right: number, thinnest: number): [number, number] {
  const missing = thinnest - (right - left);
  return missing > 0 ? [left - missing / 2, right + missing / 2] : [left, right];
}

/**
 * Draws what is anomalous of each series: its line in the severity's colour, and marks whose shape tells the severity too, on the
 * peak of every run and wherever there is room. `scaleOf` gives the map of a series' value scale.
 */
export function drawPoints(
  ctx: CanvasRenderingContext2D,
  model: PlotModel,
  theme: GrafanaTheme2,
  range: readonly [number, number],
  scaleOf: (scaleKey: string) => CanvasScale | null
): void {
  for (const severity of SEVERITIES) {
    const { color, shape } = severityLook(theme, severity);
    const marks = new Path2D();
    let ratio = 1;
    ctx.strokeStyle = color;
    for (const series of model.series) {
      const at = series.visible ? scaleOf(series.scaleKey) : null;
      if (!at) {
        continue;
      }
      ratio = at.ratio;
      ctx.lineWidth = (lineWidth(series.field.config) + 0.5) * ratio;
      for (const run of runsOfSeverity(series, severity, range)) {
        const xs = run.map((index) => at.x(model.times[index]));
        const ys = run.map((index) => at.y(series.value[index] ?? 0));
        ctx.stroke(line(xs, ys));
        for (const place of spaced(xs, peakOf(series, run), MARK.apart * ratio)) {
          marks.addPath(new Path2D(markPath(shape, xs[place], ys[place], MARK.radius * ratio)));
        }
      }
    }
    ctx.strokeStyle = theme.colors.background.primary;
    ctx.lineWidth = 2 * ratio;
    ctx.stroke(marks);
    ctx.fillStyle = color;
    ctx.fill(marks);
  }
}

function runsOfSeverity(series: DrawnSeries, severity: Severity, range: readonly [number, number]): number[][] {
  return runsOf(
    (index) => series.marks[index] === severity && isNumber(series.value[index]),
    (index) => series.value[index] === undefined,
    range
  );
}

/** Place in the run of its highest score. */
function peakOf(series: DrawnSeries, run: readonly number[]): number {
  let peak = 0;
  run.forEach((index, place) => {
    if ((series.score?.[index] ?? 0) > (series.score?.[run[peak]] ?? 0)) {
      peak = place;
    }
  });
  return peak;
}

/** Places whose x are at least `apart` from one another, outwards from the peak, which always has a mark. */
export function spaced(xs: readonly number[], peak: number, apart: number): number[] {
  const places = [peak];
  for (const direction of [-1, 1]) {
    let last = peak;
    for (let place = peak + direction; place >= 0 && place < xs.length; place += direction) {
      if (Math.abs(xs[place] - xs[last]) >= apart) {
        places.push(place);
        last = place;
      }
    }
  }
  return places;
}
