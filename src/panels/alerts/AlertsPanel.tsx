import { useMemo, useState } from 'react';
import { LoadingState } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { explainMissing } from './explain-missing.ts';
import { IncidentDrawer } from './IncidentDrawer.tsx';
import { IncidentLanes } from './IncidentLanes.tsx';
import { DEFAULT_OPTIONS } from './options.ts';
import type { AlertsOptions } from './options.ts';
import { ordered } from './ordered.ts';
import { readIncidents } from './read-incidents.ts';
import { sourceOf } from './source-of.ts';
import { alertsWords } from './words.ts';

/** The panel: a lane for each incident, and the alerts behind the one that is chosen. */
export function AlertsPanel(props: PanelProps<AlertsOptions>) {
  const { data, width, height, timeRange, timeZone, replaceVariables, onChangeTimeRange } = props;
  const options = useMemo(() => ({ ...DEFAULT_OPTIONS, ...props.options }), [props.options]);
  const reading = useMemo(() => readIncidents(data.series), [data.series]);
  const shown = useMemo(
    () => (reading.ok ? ordered(reading.shown.incidents, options.order) : []),
    [reading, options.order]
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const incident = shown.find(({ id }) => id === chosen);

  if (reading.ok && shown.length > 0) {
    return (
      <>
        <IncidentLanes
          incidents={shown}
          alerts={options.showAlerts ? reading.shown.alerts : null}
          options={options}
          range={{ from: timeRange.from.valueOf(), to: timeRange.to.valueOf() }}
          timeZone={timeZone}
          width={width}
          height={height}
          onOpen={({ id }) => setChosen(id)}
          onZoom={onChangeTimeRange}
        />
        {incident && (
          <IncidentDrawer
            incident={incident}
            datasource={sourceOf(data.request, incident.refId, replaceVariables)}
            again={timeRange.to.valueOf()}
            timeZone={timeZone}
            onClose={() => setChosen(null)}
          />
        )}
      </>
    );
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <PlainMessage icon="spinner" title={alertsWords.loading()} />;
  }
  const error = data.errors?.[0]?.message ?? data.error?.message;
  if (error) {
    return (
      <PlainMessage icon="exclamation-triangle" title={alertsWords.failed()}>
        {error}
      </PlainMessage>
    );
  }
  const { title, help } = reading.ok
    ? { title: alertsWords.none(), help: alertsWords.noneHelp() }
    : explainMissing(reading.why);
  return (
    <PlainMessage icon={reading.ok ? 'check-circle' : 'info-circle'} title={title}>
      {help}
    </PlainMessage>
  );
}
