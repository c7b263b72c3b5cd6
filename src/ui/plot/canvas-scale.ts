import type uPlot from 'uplot';

/** Canvas coordinates (device pixels) of a chart: its plotting area, and the affine maps of its time axis and of one value scale. */
export interface CanvasScale {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

/** The maps for `scaleKey`, or null while the scale has no range. */
export function canvasScale(u: uPlot, scaleKey: string): CanvasScale | null {
  const { left, top, width, height } = u.bbox;
  const time = u.scales.x;
  const value = u.scales[scaleKey];
  if (time?.min == null || time.max == null || value?.min == null || value.max == null) {
    return null;
  }
  const perMs = width / (time.max - time.min || 1);
  const perUnit = height / (value.max - value.min || 1);
  const { min: firstTime } = time;
  const { max: topValue } = value;
  return {
    left,
    top,
    width,
    height,
    ratio: devicePixelRatio || 1,
    x: (at) => left + (at - firstTime) * perMs,
    y: (of) => top + (topValue - of) * perUnit,
  };
}

/** First and last index of `times` within the chart's time range, one further on each side so that lines leave the area. */
export function visibleRange(u: uPlot, times: readonly number[]): [number, number] {
  const { min, max } = u.scales.x;
  if (min == null || max == null || times.length === 0) {
    return [0, -1];
  }
  let first = 0;
  let last = times.length - 1;
  while (first < last && times[first + 1] < min) {
    first++;
  }
  while (last > first && times[last - 1] > max) {
    last--;
  }
  return [first, last];
}

/** Runs `draw` with drawing limited to a rectangle (device pixels). */
export function clipped(
  ctx: CanvasRenderingContext2D,
  area: { left: number; top: number; width: number; height: number },
  draw: () => void
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(area.left, area.top, area.width, area.height);
  ctx.clip();
  draw();
  ctx.restore();
}
