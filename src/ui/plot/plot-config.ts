import { getTimeZoneInfo } from '@grafana/data';
import type { DecimalCount, GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import { AxisPlacement, GraphDrawStyle, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { UPLOT_AXIS_FONT_SIZE, UPlotConfigBuilder } from '@grafana/ui';
import { formattedValueToString, getDisplayProcessor } from '@grafana/data';
import type { DrawnSeries, PlotModel } from '../model/anomaly-series.ts';
import { canvasScale, clipped, visibleRange } from './canvas-scale.ts';
import { drawBand, drawExpected } from './draw-band.ts';
import { drawPoints, drawRegions } from './draw-marks.ts';
import { drawScores, stripScores } from './draw-scores.ts';
import { lineWidth } from './line-width.ts';
import { MOST_BANDS } from './plot-options.ts';
import type { PlotOptions } from './plot-options.ts';
import { valueRange } from './value-range.ts';

/** What the chart reads anew on every drawing, so that new data does not build a new chart. */
export interface PlotSource {
  readonly model: () => PlotModel;
  readonly timeRange: () => TimeRange;
}

/** Which parts of the model shape the configuration itself: a change of these needs a new chart. */
export function configKey(model: PlotModel): string {
  return JSON.stringify(
    model.series.map(({ name, color, visible, scaleKey, field }) => [
      name,
      color,
      visible,
      scaleKey,
      lineWidth(field.config),
    ])
  );
}

/** A chart of the model: values as uPlot series; bands, regions, marks and the score strip drawn in its hooks. */
export function buildPlotConfig(
  source: PlotSource,
  options: PlotOptions,
  strip: number,
  theme: GrafanaTheme2,
  timeZone: TimeZone
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  const { series } = source.model();
  // The last label of the time axis reaches beyond the plot.
  builder.setPadding([8, 18, 0, null]);
  addTimeAxis(builder, source, strip, theme, timeZone);
  for (const one of series) {
    addValueAxis(builder, source, one, options, theme, timeZone);
    builder.addSeries({
      scaleKey: one.scaleKey,
      theme,
      drawStyle: GraphDrawStyle.Line,
      lineColor: one.color,
      lineWidth: lineWidth(one.field.config),
      showPoints: VisibilityMode.Auto,
      pointSize: 4,
      spanNulls: false,
      pxAlign: false,
      show: one.visible,
      dataFrameFieldIndex: { frameIndex: one.frameIndex, fieldIndex: one.fieldIndex },
    });
  }
  addDrawing(builder, source, options, strip, theme);
  return builder;
}

function addTimeAxis(
  builder: UPlotConfigBuilder,
  source: PlotSource,
  strip: number,
  theme: GrafanaTheme2,
  timeZone: TimeZone
): void {
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => {
      const { from, to } = source.timeRange();
      return [from.valueOf(), to.valueOf()];
    },
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    timeZone: getTimeZoneInfo(timeZone, Date.now())?.ianaName ?? timeZone,
    theme,
    grid: { show: true },
    ...(strip > 0 ? { gap: 5 + strip, size: 9 + UPLOT_AXIS_FONT_SIZE + strip, ticks: { show: false } } : {}),
  });
}

function addValueAxis(
  builder: UPlotConfigBuilder,
  source: PlotSource,
  series: DrawnSeries,
  options: PlotOptions,
  theme: GrafanaTheme2,
  timeZone: TimeZone
): void {
  const { scaleKey, field } = series;
  const { min, max, decimals } = field.config;
  builder.addScale({
    scaleKey,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    min,
    max,
    decimals,
    range: (_u, dataLow, dataHigh) => {
      const model = source.model();
      const withBands = bandsOf(model, options).length > 0;
      const [low, high] = valueRange(model, scaleKey, withBands) ?? [dataLow ?? 0, dataHigh ?? 1];
      const pad = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
      const floor = low >= 0 && low - pad < 0 ? 0 : low - pad;
      return [min ?? floor, max ?? high + pad];
    },
  });
  const display = getDisplayProcessor({ field, theme, timeZone });
  builder.addAxis({
    scaleKey,
    theme,
    placement: AxisPlacement.Auto,
    formatValue: (value: number, tickDecimals?: DecimalCount) =>
      formattedValueToString(display(value, decimals ?? tickDecimals)),
    decimals,
    grid: {},
  });
}

function addDrawing(
  builder: UPlotConfigBuilder,
  source: PlotSource,
  options: PlotOptions,
  strip: number,
  theme: GrafanaTheme2
): void {
  builder.addHook('drawClear', (u) => {
    const model = source.model();
    const range = visibleRange(u, model.times);
    const first = model.series.find((one) => one.visible);
    const area = first && canvasScale(u, first.scaleKey);
    if (!area) {
      return;
    }
    clipped(u.ctx, area, () => {
      if (options.showRegions) {
        drawRegions(u.ctx, model, theme, area);
      }
      for (const one of bandsOf(model, options)) {
        const at = canvasScale(u, one.scaleKey);
        if (at && options.showBand) {
          drawBand(u.ctx, one, model.times, range, at);
        }
        if (at && options.showExpected) {
          drawExpected(u.ctx, one, model.times, range, at);
        }
      }
    });
  });
  builder.addHook('draw', (u) => {
    const model = source.model();
    const range = visibleRange(u, model.times);
    const first = model.series.find((one) => one.visible);
    const area = first && canvasScale(u, first.scaleKey);
    if (!area) {
      return;
    }
    if (options.showPoints) {
      clipped(u.ctx, area, () => drawPoints(u.ctx, model, theme, range, (key) => canvasScale(u, key)));
    }
    const scores = strip > 0 ? stripScores(model) : null;
    if (scores) {
      drawScores(u.ctx, scores, model.times, first.step, range, area, theme);
    }
  });
}

/** The series whose band and expected line are drawn at once: all while they are few. */
export function bandsOf(model: PlotModel, options: PlotOptions): DrawnSeries[] {
  if (!options.showBand && !options.showExpected) {
    return [];
  }
  const visible = model.series.filter((one) => one.visible);
  return visible.length <= MOST_BANDS ? visible : [];
}
