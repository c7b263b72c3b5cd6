import { formattedValueToString, getTimeZoneInfo, getValueFormat } from '@grafana/data';
import type { DecimalCount, GrafanaTheme2, TimeZone } from '@grafana/data';
import { AxisPlacement, GraphDrawStyle, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type { HitTimes } from '../../../../contract/forecast.ts';
import { canvasScale, clipped } from '../../plot/canvas-scale.ts';
import type { CanvasScale } from '../../plot/canvas-scale.ts';
import type { ShownForecast, ShownLimit } from '../model/shown-forecast.ts';
import { drawFan, drawFitted, drawFuture, drawGhosts, drawJoint, MEAN_DASH } from './draw-forecast.ts';
import { drawHits, drawLimit } from './draw-limit.ts';
import { COLUMNS } from './forecast-data.ts';
import { MOST_FANS } from './forecast-plot-options.ts';
import type { ForecastPlotOptions } from './forecast-plot-options.ts';
import { forecastRange } from './forecast-range.ts';

const LINE_WIDTH = 1.5;

/** Units that people count in powers of 1024, whose axis is parted accordingly. */
const BINARY_UNIT = /^([kmgtp]?bytes|[kmgtp]?bits|binB?ps|[KMGTP]i(Bs|bits))$/i;
const BINARY_STEPS = Array.from({ length: 63 }, (_, power) => 2 ** power);

/** What the chart reads anew on every drawing, so that new data does not build a new chart. */
export interface ForecastSource {
  readonly forecasts: () => readonly ShownForecast[];
  /** Index of the forecast in focus; null while none is. */
  readonly focus: () => number | null;
  /** The time shown, ms. */
  readonly range: () => readonly [number, number];
}

/** Which parts of the forecasts shape the configuration itself: a change of these needs a new chart. */
export function configKey(forecasts: readonly ShownForecast[]): string {
  return JSON.stringify(forecasts.map(({ name, color, visible, scaleKey }) => [name, color, visible, scaleKey]));
}

/** Whether fan, ghosts and hit times of a forecast are drawn: of all while they are few, else of the one in focus. */
export function detailedOf(forecasts: readonly ShownForecast[], focus: number | null): (one: ShownForecast) => boolean {
  const visible = forecasts.filter((one) => one.visible);
  if (focus !== null && forecasts[focus]?.visible) {
    return (one) => one === forecasts[focus];
  }
  return (one) => one.visible && (visible.length <= MOST_FANS || one === visible[0]);
}

/** A chart of forecasts: history and mean as uPlot series; fan, ghosts, limit and hit times drawn in its hooks. */
export function buildForecastConfig(
  source: ForecastSource,
  options: ForecastPlotOptions,
  theme: GrafanaTheme2,
  timeZone: TimeZone
): UPlotConfigBuilder {
  const builder = new UPlotConfigBuilder(timeZone);
  // The last label of the time axis reaches beyond the plot.
  builder.setPadding([8, 32, 0, null]);
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => {
      const [from, to] = source.range();
      return [from, to];
    },
  });
  builder.addAxis({
    scaleKey: 'x',
    isTime: true,
    placement: AxisPlacement.Bottom,
    timeZone: getTimeZoneInfo(timeZone, Date.now())?.ianaName ?? timeZone,
    theme,
    grid: { show: true },
  });
  for (const one of source.forecasts()) {
    addValueAxis(builder, source, one, options, theme);
    for (const column of COLUMNS) {
      builder.addSeries({
        scaleKey: one.scaleKey,
        theme,
        drawStyle: GraphDrawStyle.Line,
        lineColor: one.color,
        lineWidth: LINE_WIDTH,
        lineStyle: column === 'mean' ? { fill: 'dash', dash: MEAN_DASH } : undefined,
        showPoints: VisibilityMode.Auto,
        pointSize: 4,
        spanNulls: false,
        pxAlign: false,
        show: one.visible,
        dataFrameFieldIndex: one.place ? { ...one.place } : undefined,
      });
    }
  }
  addDrawing(builder, source, options, theme);
  return builder;
}

function addValueAxis(
  builder: UPlotConfigBuilder,
  source: ForecastSource,
  { scaleKey, unit }: ShownForecast,
  options: ForecastPlotOptions,
  theme: GrafanaTheme2
): void {
  builder.addScale({
    scaleKey,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: (_u, dataLow, dataHigh) => {
      const forecasts = source.forecasts();
      const isDetailed = detailedOf(forecasts, source.focus());
      return forecastRange(forecasts, scaleKey, options, isDetailed) ?? [dataLow ?? 0, dataHigh ?? 1];
    },
  });
  const format = getValueFormat(unit ?? 'short');
  builder.addAxis({
    scaleKey,
    theme,
    placement: AxisPlacement.Auto,
    formatValue: (value: number, decimals?: DecimalCount) => formattedValueToString(format(value, decimals)),
    incrs: BINARY_UNIT.test(unit ?? '') ? BINARY_STEPS : undefined,
    grid: {},
  });
}

function addDrawing(
  builder: UPlotConfigBuilder,
  source: ForecastSource,
  options: ForecastPlotOptions,
  theme: GrafanaTheme2
): void {
  const onPlot = (u: uPlot, draw: (one: ShownForecast, at: CanvasScale, isDetailed: boolean) => void) => {
    const forecasts = source.forecasts();
    const isDetailed = detailedOf(forecasts, source.focus());
    for (const one of forecasts.filter(({ visible }) => visible)) {
      const at = canvasScale(u, one.scaleKey);
      if (at) {
        clipped(u.ctx, at, () => draw(one, at, isDetailed(one)));
      }
    }
  };
  builder.addHook('drawClear', (u) => {
    const newest = source.forecasts().filter(({ visible }) => visible);
    const at = newest[0] && canvasScale(u, newest[0].scaleKey);
    if (at) {
      clipped(u.ctx, at, () => drawFuture(u.ctx, Math.max(...newest.map(({ origin }) => origin)), theme, at));
    }
    onPlot(u, (one, scale, isDetailed) => {
      if (isDetailed && options.showFan) {
        drawFan(u.ctx, one, scale);
      }
    });
  });
  builder.addHook('draw', (u) =>
    onPlot(u, (one, at, isDetailed) => {
      drawJoint(u.ctx, one, LINE_WIDTH, at);
      if (isDetailed && options.showFitted) {
        drawFitted(u.ctx, one, at);
      }
      if (isDetailed && options.showEarlier) {
        drawGhosts(u.ctx, one, theme, at);
      }
      if (isDetailed && options.showLimit && hasLimit(one)) {
        drawLimit(u.ctx, one, theme, at);
        if (options.showHits && hasHits(one)) {
          drawHits(u.ctx, one, theme, at);
        }
      }
    })
  );
}

function hasLimit(one: ShownForecast): one is ShownForecast & { readonly limit: ShownLimit } {
  return one.limit !== null && one.limit.line.times.length > 0;
}

function hasHits<T extends ShownForecast>(one: T): one is T & { readonly hits: HitTimes } {
  return one.hits !== null && !one.hits.isPast && one.hits.probability > 0;
}
