import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { PlotModel } from '../model/anomaly-series.ts';
import { markPath, severityLook } from '../severity-look.ts';
import type { CanvasScale } from './canvas-scale.ts';
import { isNumber } from './runs-of.ts';

/** Height in CSS pixels of the bar that heads a region, by severity: colour is not the only difference. */
const HEAD = { low: 2, medium: 3, high: 5 } as const;

/** Shades the time of every interval, more severe ones on top. Regions of many series add up; each is kept faint. */
export function drawRegions(
  ctx: CanvasRenderingContext2D,
  model: PlotModel,
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  for (const severity of SEVERITIES) {
    const { color } = severityLook(theme, severity);
    for (const series of model.series) {
      if (!series.visible) {
        continue;
      }
      for (const interval of series.intervals) {
        if (interval.severity !== severity) {
          continue;
        }
        const [left, right] = regionEdges(interval, series.step, at);
        ctx.fillStyle = colorManipulator.alpha(color, model.series.length > 12 ? 0.06 : 0.12);
        ctx.fillRect(left, at.top, right - left, at.height);
        ctx.fillStyle = color;
        ctx.fillRect(left, at.top, right - left, HEAD[severity] * at.ratio);
      }
    }
  }
}

/** Left and right edge of an interval in canvas pixels: half a step wider on each side, and never too thin to see. */
export function regionEdges(
  interval: { readonly start: number; readonly end: number },
  step: number,
  at: CanvasScale
): [number, number] {
  const left = at.x(interval.start - step / 2);
  const right = at.x(interval.end + step / 2);
  const thin = 3 * at.ratio - (right - left);
  return thin > 0 ? [left - thin / 2, right + thin / 2] : [left, right];
}

/** Draws a mark on every anomalous point; shape and colour tell its severity. `scaleOf` gives the map of a series' value scale. */
export function drawPoints(
  ctx: CanvasRenderingContext2D,
  model: PlotModel,
  theme: GrafanaTheme2,
  [from, to]: readonly [number, number],
  scaleOf: (scaleKey: string) => CanvasScale | null
): void {
  for (const severity of SEVERITIES) {
    const { color, shape } = severityLook(theme, severity);
    const marks = new Path2D();
    let ratio = 1;
    for (const series of model.series) {
      const at = series.visible ? scaleOf(series.scaleKey) : null;
      if (!at) {
        continue;
      }
      ratio = at.ratio;
      for (let index = from; index <= to; index++) {
        const value = series.value[index];
        if (series.marks[index] === severity && isNumber(value)) {
          marks.addPath(new Path2D(markPath(shape, at.x(model.times[index]), at.y(value), 3.4 * ratio)));
        }
      }
    }
    ctx.fillStyle = color;
    ctx.strokeStyle = theme.colors.background.primary;
    ctx.lineWidth = 1.2 * ratio;
    ctx.fill(marks);
    ctx.stroke(marks);
  }
}
