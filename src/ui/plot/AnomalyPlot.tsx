import { useLayoutEffect, useMemo, useRef } from 'react';
import { DashboardCursorSync } from '@grafana/data';
import type { EventBus, InterpolateFunction, LinkModel, TimeRange, TimeZone } from '@grafana/data';
import { EventBusPlugin, KeyboardPlugin, TooltipPlugin2, UPlotChart, usePanelContext, useTheme2 } from '@grafana/ui';
import type uPlot from 'uplot';
import type { PlotModel } from '../model/anomaly-series.ts';
import type { ListedAnomaly } from '../model/count-anomalies.ts';
import { addAnomalyClick, pick } from './anomaly-click.ts';
import { AnomalyTooltip } from './AnomalyTooltip.tsx';
import { addFocusOverlay } from './focus-overlay.ts';
import { bandsOf, buildPlotConfig, configKey } from './plot-config.ts';
import { makeAccessible, PlotLabel } from './PlotLabel.tsx';
import { stripSpace } from './plot-options.ts';
import type { PlotOptions } from './plot-options.ts';
import { addStripHover } from './strip-hover.ts';
import { useKeyed } from './use-keyed.ts';

/** The tooltip follows the nearest series; the enum that names it is not exported by @grafana/ui. */
const HOVER_ONE_SERIES = 0;

export interface AnomalyPlotProps {
  readonly model: PlotModel;
  readonly options: PlotOptions;
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: TimeZone;
  /** What a screen reader says of the chart. */
  readonly label: string;
  readonly eventBus?: EventBus;
  readonly replaceVariables?: InterpolateFunction;
  readonly onZoom?: (range: { from: number; to: number }) => void;
  readonly onPick: (anomaly: ListedAnomaly) => void;
  /** Enter on the focused chart, away from any anomaly. */
  readonly onList: () => void;
}

export function AnomalyPlot(props: AnomalyPlotProps) {
  const { model, options, width, height, timeRange, timeZone, eventBus, onZoom, label } = props;
  const theme = useTheme2();
  const { sync, eventsScope } = usePanelContext();
  const cursorSync = sync?.() ?? DashboardCursorSync.Off;
  const latest = useRef(props);
  latest.current = props;

  const plotRef = useRef<uPlot | null>(null);
  const strip = stripSpace(options, model.hasScores, height);
  // A new sync mode needs a new cursor, hence it is part of the key.
  const key = JSON.stringify([configKey(model), options, strip, theme.name, timeZone, cursorSync]);
  const config = useKeyed(key, () => {
    const getModel = () => latest.current.model;
    const getRange = () => latest.current.timeRange;
    const built = buildPlotConfig({ model: getModel, timeRange: getRange }, options, strip, theme, timeZone);
    const onPick = (anomaly: ListedAnomaly) => {
      if (plotRef.current) {
        hideTooltip(plotRef.current);
      }
      latest.current.onPick(anomaly);
    };
    addAnomalyClick(built, getModel, onPick);
    if (strip > 0) {
      addStripHover(built, theme, (time) => {
        const u = plotRef.current;
        const anomaly = u && pick(u, getModel(), u.valToPos(time, 'x'), null);
        if (anomaly) {
          onPick(anomaly);
        }
      });
    }
    if ((options.showBand || options.showExpected) && bandsOf(getModel(), options).length === 0) {
      addFocusOverlay(built, getModel, options);
    }
    return built;
  });

  const data = useMemo(
    () => [[...model.times], ...model.series.map((one) => one.value as number[])] as unknown as uPlot.AlignedData,
    [model]
  );

  // A new range with the same data does not reach uPlot by itself.
  const { from, to } = timeRange;
  useLayoutEffect(() => {
    plotRef.current?.setScale('x', { min: from.valueOf(), max: to.valueOf() });
  }, [from, to]);

  const links = (seriesIndex: number, dataIndex: number): LinkModel[] => {
    const series = model.series[seriesIndex - 1];
    return series?.field.getLinks?.({ valueRowIndex: series.rows.indexOf(model.times[dataIndex]) }) ?? [];
  };

  return (
    <UPlotChart
      key={config.uid}
      config={config}
      data={data}
      width={width}
      height={height}
      plotRef={(u) => {
        plotRef.current = u;
        makeAccessible(u, latest.current.label, () => {
          const anomaly = pick(u, latest.current.model, u.cursor.left ?? -1, null);
          hideTooltip(u);
          if (anomaly) {
            latest.current.onPick(anomaly);
          } else {
            latest.current.onList();
          }
        });
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
        getDataLinks={links}
        render={(_u, indices, seriesIndex, isPinned, _dismiss, _range, _viaSync, dataLinks) => (
          <AnomalyTooltip
            model={model}
            seriesIndex={seriesIndex === null ? null : seriesIndex - 1}
            indices={indices}
            timeZone={timeZone}
            isPinned={isPinned}
            links={dataLinks}
          />
        )}
      />
    </UPlotChart>
  );
}

/** Takes the cursor off the chart: the tooltip would otherwise stay in front of the drawer. */
function hideTooltip(u: uPlot): void {
  u.setCursor({ left: -10, top: -10 });
}
