import { useLayoutEffect, useMemo, useRef } from 'react';
import { DashboardCursorSync } from '@grafana/data';
import type { EventBus, TimeZone } from '@grafana/data';
import { EventBusPlugin, KeyboardPlugin, TooltipPlugin2, UPlotChart, usePanelContext, useTheme2 } from '@grafana/ui';
import type uPlot from 'uplot';
import { makeAccessible, PlotLabel } from '../../plot/PlotLabel.tsx';
import { useKeyed } from '../../plot/use-keyed.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { buildForecastConfig, configKey } from './forecast-config.ts';
import { forecastOfSeries, plotDataOf } from './forecast-data.ts';
import type { ForecastPlotOptions } from './forecast-plot-options.ts';
import { ForecastTooltip } from './ForecastTooltip.tsx';

/** The tooltip follows the nearest series; the enum that names it is not exported by @grafana/ui. */
const HOVER_ONE_SERIES = 0;

export interface ForecastPlotProps {
  readonly forecasts: readonly ShownForecast[];
  readonly options: ForecastPlotOptions;
  /** Index of the forecast in focus; null while none is. */
  readonly focus: number | null;
  /** The time shown, ms. */
  readonly range: readonly [number, number];
  readonly width: number;
  readonly height: number;
  readonly timeZone: TimeZone;
  /** What a screen reader says of the chart. */
  readonly label: string;
  readonly eventBus?: EventBus;
  readonly onZoom?: (range: { from: number; to: number }) => void;
  /** Enter on the focused chart. */
  readonly onEnter?: () => void;
}

export function ForecastPlot(props: ForecastPlotProps) {
  const { forecasts, options, focus, range, width, height, timeZone, label, eventBus, onZoom } = props;
  const theme = useTheme2();
  const { sync, eventsScope } = usePanelContext();
  const cursorSync = sync?.() ?? DashboardCursorSync.Off;
  const latest = useRef(props);
  latest.current = props;
  const plotRef = useRef<uPlot | null>(null);
  // A new sync mode needs a new cursor, hence it is part of the key.
  const key = JSON.stringify([configKey(forecasts), options, theme.name, timeZone, cursorSync]);
  const config = useKeyed(key, () =>
    buildForecastConfig(
      {
        forecasts: () => latest.current.forecasts,
        focus: () => latest.current.focus,
        range: () => latest.current.range,
      },
      options,
      theme,
      timeZone
    )
  );
  const { times, aligned } = useMemo(() => plotDataOf(forecasts), [forecasts]);

  const [from, to] = range;
  useLayoutEffect(() => {
    // A new range, or another forecast in focus, does not reach uPlot by itself; setting the time axis also finds the value axes anew.
    plotRef.current?.setScale('x', { min: from, max: to });
  }, [from, to, focus]);

  return (
    <UPlotChart
      key={config.uid}
      config={config}
      data={aligned}
      width={width}
      height={height}
      plotRef={(u) => {
        plotRef.current = u;
        makeAccessible(u, latest.current.label, latest.current.onEnter && (() => latest.current.onEnter?.()));
      }}
    >
      <PlotLabel plot={plotRef} label={label} />
      <KeyboardPlugin config={config} />
      {eventBus && cursorSync !== DashboardCursorSync.Off && <EventBusPlugin config={config} eventBus={eventBus} />}
      <TooltipPlugin2
        config={config}
        hoverMode={HOVER_ONE_SERIES}
        queryZoom={onZoom}
        syncMode={cursorSync}
        syncScope={eventsScope}
        render={(_u, indices, seriesIndex) => {
          const index = (seriesIndex === null ? null : indices[seriesIndex]) ?? indices[0];
          return index === null || index === undefined ? null : (
            <ForecastTooltip
              forecast={seriesIndex === null ? undefined : forecasts[forecastOfSeries(seriesIndex)]}
              time={times[index]}
              timeZone={timeZone}
            />
          );
        }}
      />
    </UPlotChart>
  );
}
