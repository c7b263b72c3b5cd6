import { useMemo } from 'react';
import type { PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { ForecastView } from '../../ui/forecast/ForecastView.tsx';
import { readForecasts } from '../../ui/forecast/model/read-forecasts.ts';
import { PanelMessage } from '../../ui/message/PanelMessage.tsx';
import { inPanelUnit } from '../../ui/model/panel-unit.ts';
import { explainUndrawable } from './explain-undrawable.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import type { ForecastOptions } from './options.ts';
import { forecastPanelWords } from './words.ts';

/** The panel: what was, what comes next and how surely, or what is missing. */
export function ForecastPanel(props: PanelProps<ForecastOptions>) {
  const { data, width, height, timeRange, timeZone, fieldConfig, eventBus, onChangeTimeRange } = props;
  const theme = useTheme2();
  const { showHeadline, showRows, showFan, showFitted, showEarlier, showLimit, showHits, wholeHorizon } = {
    ...DEFAULT_OPTIONS,
    ...props.options,
  };
  const plotOptions = useMemo(
    () => ({ showFan, showFitted, showEarlier, showLimit, showHits, wholeHorizon }),
    [showFan, showFitted, showEarlier, showLimit, showHits, wholeHorizon]
  );
  const reading = useMemo(
    () => readForecasts(inPanelUnit(data.series, fieldConfig, theme, timeZone), theme, timeZone),
    [data.series, fieldConfig, theme, timeZone]
  );

  if (reading.ok) {
    return (
      <ForecastView
        forecasts={reading.forecasts}
        options={plotOptions}
        showHeadline={showHeadline}
        showRows={showRows}
        width={width}
        height={height}
        timeRange={timeRange}
        timeZone={timeZone}
        eventBus={eventBus}
        onZoom={onChangeTimeRange}
      />
    );
  }
  return <PanelMessage data={data} words={forecastPanelWords} otherwise={explainUndrawable(reading.why)} />;
}
