import { css } from '@emotion/css';
import { useMemo, useState } from 'react';
import type { EventBus, GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useSize } from '../use-size.ts';
import { ForecastDrawer } from './explanation/ForecastDrawer.tsx';
import { ForecastRows } from './ForecastRows.tsx';
import { Headline } from './Headline.tsx';
import { hitSentence } from './hit-sentence.ts';
import { endOf } from './model/shown-forecast.ts';
import type { ShownForecast } from './model/shown-forecast.ts';
import { byUrgency } from './model/urgency.ts';
import type { ForecastPlotOptions } from './plot/forecast-plot-options.ts';
import { ForecastPlot } from './plot/ForecastPlot.tsx';
import { forecastPlotWords } from './words.ts';

export interface ForecastViewProps {
  /** One at least. */
  readonly forecasts: readonly ShownForecast[];
  readonly options: ForecastPlotOptions;
  readonly showHeadline: boolean;
  /** Whether the series are listed below the graph; one alone is not. */
  readonly showRows: boolean;
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: TimeZone;
  readonly eventBus?: EventBus;
  readonly onZoom?: (range: { from: number; to: number }) => void;
}

/** Below this height (px) there is room for the graph alone, or for the graph and its headline. */
const LEAST_HEIGHT = { headline: 120, rows: 240 } as const;

/** Headline, graph and figures of forecasts, and the drawer that explains one: what the panel shows. */
export function ForecastView(props: ForecastViewProps) {
  const { forecasts, options, showHeadline, showRows, width, height, timeRange, timeZone, eventBus, onZoom } = props;
  const styles = useStyles2(getStyles);
  const [chartRef, size] = useSize();
  const [focus, setFocus] = useState<number | null>(null);
  const [explained, setExplained] = useState<string | null>(null);
  const first = useMemo(() => {
    const order = forecasts.map((_, index) => index).sort((a, b) => byUrgency(forecasts[a].hits, forecasts[b].hits));
    return forecasts[focus ?? order[0]] ?? forecasts[order[0]];
  }, [forecasts, focus]);
  const range = shownRange(forecasts, timeRange, options.wholeHorizon);
  const summary = hitSentence(first, timeZone);
  const open = forecasts.find(({ name }) => name === explained);
  return (
    <div className={styles.view} style={{ width, height }}>
      {showHeadline && height >= LEAST_HEIGHT.headline && (
        <Headline
          forecast={first}
          others={focus === null ? forecasts.length - 1 : 0}
          timeZone={timeZone}
          onExplain={() => setExplained(first.name)}
        />
      )}
      <div ref={chartRef} className={styles.chart}>
        {size.width > 0 && size.height > 0 && (
          <ForecastPlot
            forecasts={forecasts}
            options={options}
            focus={focus}
            range={range}
            width={size.width}
            height={size.height}
            timeZone={timeZone}
            label={forecastPlotWords.chart(forecasts.length, `${summary.title}. ${summary.detail}`)}
            eventBus={eventBus}
            onZoom={onZoom}
            onEnter={() => setExplained(first.name)}
          />
        )}
      </div>
      {showRows && forecasts.length > 1 && height >= LEAST_HEIGHT.rows && (
        <div className={styles.rows}>
          <ForecastRows
            forecasts={forecasts}
            focus={focus}
            onFocus={setFocus}
            onExplain={(index) => setExplained(forecasts[index].name)}
          />
        </div>
      )}
      {open && <ForecastDrawer forecast={open} timeZone={timeZone} onClose={() => setExplained(null)} />}
    </div>
  );
}

/** The time shown, ms: the range, and on to the end of the horizon where that is wanted. */
function shownRange(forecasts: readonly ShownForecast[], { from, to }: TimeRange, whole: boolean): [number, number] {
  const end = Math.max(to.valueOf(), ...(whole ? forecasts.filter(({ visible }) => visible).map(endOf) : []));
  return [from.valueOf(), end];
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), overflow: 'hidden' }),
  chart: css({ flex: '1 1 0', minHeight: 60, overflow: 'hidden' }),
  rows: css({ maxHeight: '38%', overflowY: 'auto', flexShrink: 0 }),
});
