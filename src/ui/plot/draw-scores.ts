import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { PlotModel, Thresholds } from '../model/anomaly-series.ts';
import { severityLook } from '../severity-look.ts';
import type { CanvasScale } from './canvas-scale.ts';
import { line } from './draw-band.ts';
import { STRIP } from './plot-options.ts';
import { isNumber } from './runs-of.ts';

export interface StripScores {
  /** The highest score of the visible series at each time; NaN where none has one. */
  readonly highest: Float64Array;
  readonly thresholds: Thresholds;
  /** The score from which points are marked. */
  readonly threshold: number;
}

/** What the strip shows, or null while no visible series has a score column. Thresholds are the first such series'. */
export function stripScores(model: PlotModel): StripScores | null {
  const scored = model.series.filter((series) => series.visible && series.score);
  if (scored.length === 0) {
    return null;
  }
  const highest = new Float64Array(model.times.length).fill(Number.NaN);
  for (const { score } of scored) {
    score?.forEach((value, index) => {
      if (isNumber(value) && !(value <= highest[index])) {
        highest[index] = value;
      }
    });
  }
  const { thresholds, least } = scored[0];
  return { highest, thresholds, threshold: thresholds[least] };
}

/** Draws the strip below the plot: a bar a time, 0 to 1, in the colour of its severity, and the threshold of marks. */
export function drawScores(
  ctx: CanvasRenderingContext2D,
  scores: StripScores,
  times: readonly number[],
  step: number,
  [from, to]: readonly [number, number],
  at: CanvasScale,
  theme: GrafanaTheme2
): void {
  const top = at.top + at.height + STRIP.gap * at.ratio;
  const height = STRIP.height * at.ratio;
  ctx.fillStyle = theme.colors.background.secondary;
  ctx.fillRect(at.left, top, at.width, height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(at.left, top, at.width, height);
  ctx.clip();
  const colors = colorsByBucket(scores.thresholds, theme);
  for (let index = from; index <= to; index++) {
    const score = scores.highest[index];
    if (Number.isNaN(score)) {
      continue;
    }
    const left = at.x(times[index] - step / 2);
    const width = Math.max(at.ratio, at.x(times[index] + step / 2) - left);
    const bar = Math.max(at.ratio, Math.min(1, score) * height);
    ctx.fillStyle = colors(score);
    ctx.fillRect(left, top + height - bar, width, bar);
  }
  drawThreshold(ctx, top + height * (1 - scores.threshold), at, theme.colors.text.secondary);
  ctx.restore();
}

function colorsByBucket(thresholds: Thresholds, theme: GrafanaTheme2): (score: number) => string {
  const calm = colorManipulator.alpha(theme.colors.text.secondary, 0.45);
  const bySeverity = SEVERITIES.map((severity) => [thresholds[severity], severityLook(theme, severity).color] as const);
  return (score) => bySeverity.findLast(([least]) => score >= least)?.[1] ?? calm;
}

/** The score from which points are marked, as a dotted line. */
function drawThreshold(ctx: CanvasRenderingContext2D, y: number, at: CanvasScale, color: string): void {
  ctx.lineWidth = at.ratio;
  ctx.strokeStyle = color;
  ctx.setLineDash([2 * at.ratio, 4 * at.ratio]);
  ctx.stroke(line([at.left, at.left + at.width], [y, y]));
  ctx.setLineDash([]);
}
