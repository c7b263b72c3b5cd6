import { colorManipulator } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import type { HitTimes } from '../../../../contract/forecast.ts';
import type { CanvasScale } from '../../plot/canvas-scale.ts';
import { line } from '../../plot/draw-band.ts';
import type { ShownForecast, ShownLimit } from '../model/shown-forecast.ts';
import { forecastPlotWords } from '../words.ts';
import { pathOf } from './draw-forecast.ts';

/** Height of the highest bar of the hit times, CSS pixels and as a share of the plot. */
const BARS = { most: 44, share: 0.14, narrowest: 3 } as const;

/** Shares of courses that hit the limit for the first time in each of `count` equal parts of the horizon. */
export function hitShares(byStep: readonly number[], count: number): number[] {
  const bins = Math.max(1, Math.min(count, byStep.length));
  const until = (bin: number) => (bin === 0 ? 0 : (byStep[Math.ceil((bin * byStep.length) / bins) - 1] ?? 0));
  return Array.from({ length: byStep.length === 0 ? 0 : bins }, (_, bin) => Math.max(0, until(bin + 1) - until(bin)));
}

/** The limit over the whole plot, its bad side towards the edge that is named by its label. */
export function drawLimit(
  ctx: CanvasRenderingContext2D,
  { limit, format }: ShownForecast & { readonly limit: ShownLimit },
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  const { times, values } = limit.line;
  const isConstant = values.every((value) => value === values[0]);
  const first = values[0] ?? 0;
  ctx.strokeStyle = theme.colors.error.text;
  ctx.lineWidth = 1.5 * at.ratio;
  ctx.setLineDash([]);
  const right = at.left + at.width;
  ctx.stroke(
    isConstant
      ? line([at.left, right], [at.y(first), at.y(first)])
      : pathOf({ times: [...times], values: [...values] }, at)
  );
  const height = at.y(first);
  const isAbove = height < at.top;
  const isBelow = height > at.top + at.height;
  const name = forecastPlotWords.limit(format(first));
  const text = isAbove ? `${name} ↑` : isBelow ? `${name} ↓` : name;
  // On the good side, where the hit times do not stand, unless there is no room.
  const below = limit.side === 'above' ? height + 14 * at.ratio < at.top + at.height : height - 6 * at.ratio < at.top;
  const y = isAbove
    ? at.top + 12 * at.ratio
    : isBelow
      ? at.top + at.height - 5 * at.ratio
      : height + (below ? 13 : -5) * at.ratio;
  drawText(ctx, text, at.left + 6 * at.ratio, y, 'left', theme, at);
}

/** On the limit: when it is hit by how many courses, as bars; the span from P10 to P90, and P50. */
export function drawHits(
  ctx: CanvasRenderingContext2D,
  forecast: ShownForecast & { readonly limit: ShownLimit; readonly hits: HitTimes },
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  const { hits, origin, mean, limit } = forecast;
  const end = mean.times.at(-1) ?? origin;
  const y = at.y(limit.line.values.at(-1) ?? hits.limit);
  const away = limit.side === 'above' ? -1 : 1;
  const [from, to] = [at.x(origin), at.x(end)];
  const count = Math.floor((to - from) / (BARS.narrowest * at.ratio));
  const shares = hitShares(hits.byStep, Math.min(80, count));
  const highest = Math.max(...shares, 1e-9);
  const room = Math.min(BARS.most * at.ratio, BARS.share * at.height);
  const width = (to - from) / Math.max(1, shares.length);
  ctx.fillStyle = colorManipulator.alpha(theme.colors.error.main, 0.55);
  shares.forEach((share, bin) => {
    const height = (share / highest) * room;
    ctx.fillRect(from + bin * width, away < 0 ? y - height : y, Math.max(1, width - at.ratio), height);
  });
  const xOf = (after: number | null) => (after === null ? null : at.x(origin + after));
  const [p10, p50, p90] = [xOf(hits.p10), xOf(hits.p50), xOf(hits.p90)];
  ctx.strokeStyle = theme.colors.error.text;
  if (p10 !== null) {
    ctx.lineWidth = 4 * at.ratio;
    ctx.stroke(line([p10, p90 ?? to], [y, y]));
  }
  if (p50 !== null) {
    ctx.lineWidth = 2 * at.ratio;
    const tip = y + away * (room + 4 * at.ratio);
    ctx.stroke(line([p50, p50], [y, tip]));
    const text = forecastPlotWords.half();
    const isLeft = p50 > at.left + at.width * 0.75;
    drawText(ctx, text, p50 + (isLeft ? -5 : 5) * at.ratio, tip + 4 * at.ratio, isLeft ? 'right' : 'left', theme, at);
  }
}

function drawText(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  theme: GrafanaTheme2,
  at: CanvasScale
): void {
  ctx.font = `${theme.typography.fontWeightMedium} ${11 * at.ratio}px ${theme.typography.fontFamily}`;
  ctx.textAlign = align;
  ctx.textBaseline = 'alphabetic';
  // An outline in the background's colour keeps it readable over lines and bars.
  ctx.strokeStyle = theme.colors.background.primary;
  ctx.lineWidth = 3 * at.ratio;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.colors.error.text;
  ctx.fillText(text, x, y);
}
