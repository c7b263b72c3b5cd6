import type { UPlotConfigBuilder } from '@grafana/ui';
import type { PlotModel } from '../model/anomaly-series.ts';
import { canvasScale, clipped, visibleRange } from './canvas-scale.ts';
import { drawBand, drawExpected, line } from './draw-band.ts';
import { lineWidth } from './line-width.ts';
import type { PlotOptions } from './plot-options.ts';
import { isNumber, runsOf } from './runs-of.ts';

/**
 * Where there are too many series to draw every band, shows band and expected line of the one under the pointer on a canvas of its
 * own, so that moving the pointer redraws one series and not all.
 */
export function addFocusOverlay(builder: UPlotConfigBuilder, getModel: () => PlotModel, options: PlotOptions): void {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    pointerEvents: 'none',
    width: '100%',
    height: '100%',
  });

  builder.addHook('init', (u) => u.over.parentElement?.append(canvas));
  builder.addHook('destroy', () => canvas.remove());
  builder.addHook('setSeries', (u, seriesIndex) => {
    const ctx = canvas.getContext('2d');
    if (!ctx) {
      return;
    }
    canvas.width = u.ctx.canvas.width;
    canvas.height = u.ctx.canvas.height;
    const model = getModel();
    const series = seriesIndex ? model.series[seriesIndex - 1] : undefined;
    const at = series && canvasScale(u, series.scaleKey);
    if (!series || !at) {
      return;
    }
    const range = visibleRange(u, model.times);
    clipped(ctx, at, () => {
      if (options.showBand) {
        drawBand(ctx, series, model.times, range, at);
      }
      if (options.showExpected) {
        drawExpected(ctx, series, model.times, range, at);
      }
      ctx.strokeStyle = series.color;
      ctx.lineWidth = (lineWidth(series.field.config) + 1) * at.ratio;
      const isMissing = (index: number) => series.value[index] === undefined;
      for (const run of runsOf((index) => isNumber(series.value[index]), isMissing, range)) {
        ctx.stroke(
          line(
            run.map((index) => at.x(model.times[index])),
            run.map((index) => at.y(series.value[index] ?? 0))
          )
        );
      }
    });
  });
}
