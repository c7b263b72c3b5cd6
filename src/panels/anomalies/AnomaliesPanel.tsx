import { useMemo } from 'react';
import { LoadingState } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { AnomalyView } from '../../ui/AnomalyView.tsx';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { buildModel } from '../../ui/model/build-model.ts';
import { readSeries } from '../../ui/model/read-series.ts';
import { explainUnreadable } from './explain-unreadable.ts';
import { DEFAULT_OPTIONS } from './options.ts';
import type { AnomaliesOptions } from './options.ts';
import { inPanelUnit } from '../../ui/model/panel-unit.ts';
import { panelWords } from './words.ts';

/** The panel: reads what the query brought, and draws it or says what is missing. */
export function AnomaliesPanel(props: PanelProps<AnomaliesOptions>) {
  const { data, width, height, timeRange, timeZone, fieldConfig, eventBus, onChangeTimeRange } = props;
  const theme = useTheme2();
  const options = useMemo(() => ({ ...DEFAULT_OPTIONS, ...props.options }), [props.options]);
  const { least, ownThresholds, thresholds } = options;
  const reading = useMemo(
    () => readSeries(inPanelUnit(data.series, fieldConfig, theme, timeZone)),
    [data.series, fieldConfig, theme, timeZone]
  );
  const model = useMemo(
    () =>
      reading.ok
        ? buildModel(reading.series, { least, thresholds: ownThresholds ? thresholds : undefined }, theme, timeZone)
        : null,
    [reading, least, ownThresholds, thresholds, theme, timeZone]
  );
  const { showBand, showExpected, showPoints, showRegions, showScores } = options;
  const plotOptions = useMemo(
    () => ({ showBand, showExpected, showPoints, showRegions, showScores }),
    [showBand, showExpected, showPoints, showRegions, showScores]
  );

  if (model) {
    return (
      <AnomalyView
        model={model}
        options={plotOptions}
        legend={options.legend}
        width={width}
        height={height}
        timeRange={timeRange}
        timeZone={timeZone}
        eventBus={eventBus}
        onZoom={onChangeTimeRange}
      />
    );
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PlainMessage icon="spinner" title={panelWords.loading()} />;
  }
  const error = data.errors?.[0]?.message ?? data.error?.message;
  if (error) {
    return (
      <PlainMessage icon="exclamation-triangle" title={panelWords.error()}>
        {error}
      </PlainMessage>
    );
  }
  const { title, help } = explainUnreadable(reading.ok ? { kind: 'no-data' } : reading.why);
  return (
    <PlainMessage icon="info-circle" title={title}>
      {help}
    </PlainMessage>
  );
}
