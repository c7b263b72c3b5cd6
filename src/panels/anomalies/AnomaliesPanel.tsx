import { useMemo } from 'react';
import type { PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { AnomalyView } from '../../ui/AnomalyView.tsx';
import { PanelMessage } from '../../ui/message/PanelMessage.tsx';
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
  return (
    <PanelMessage
      data={data}
      words={panelWords}
      otherwise={explainUnreadable(reading.ok ? { kind: 'no-data' } : reading.why)}
    />
  );
}
