import { useMemo } from 'react';
import { dateTimeForTimeZone } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { chosenMonitors, orderedMonitors } from './choose-monitors.ts';
import { gridOf } from './grid.ts';
import { MonitorGrid, NAME_WIDTH } from './MonitorGrid.tsx';
import { DEFAULT_OPTIONS } from './options.ts';
import type { MonitorsOptions } from './options.ts';
import { useGridData } from './use-grid-data.ts';
import { gridWords } from './words.ts';

/** The panel: monitors and what they found, cell by cell, or what is missing. */
export function MonitorsPanel(props: PanelProps<MonitorsOptions>) {
  const { width, height, timeRange, timeZone, replaceVariables } = props;
  const options = useMemo(() => ({ ...DEFAULT_OPTIONS, ...props.options }), [props.options]);
  const uid = useMemo(() => sourceUid(replaceVariables(options.datasource)), [options.datasource, replaceVariables]);
  const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const offset = dateTimeForTimeZone(timeZone, to).utcOffset() * 60_000;
  const grid = gridOf(from, to, width - NAME_WIDTH, options.cell, offset);
  const data = useGridData(uid, grid, props.renderCounter + to);
  const labels = replaceVariables(options.labels);
  const { names, order } = options;
  const shown = useMemo(() => {
    if (data.state !== 'done') {
      return [];
    }
    const { list, cells } = data.value;
    return orderedMonitors(chosenMonitors(list.monitors, { names, labels }), cells.monitors, order);
  }, [data, names, labels, order]);

  if (uid === null) {
    return (
      <PlainMessage icon="database" title={gridWords.noDatasource()}>
        {gridWords.noDatasourceHelp()}
      </PlainMessage>
    );
  }
  switch (data.state) {
    case 'loading':
      return <PlainMessage icon="spinner" title={gridWords.loading()} />;
    case 'failed':
      return (
        <PlainMessage icon="exclamation-triangle" title={gridWords.failed()}>
          {errorMessage(data.error)}
        </PlainMessage>
      );
    case 'done':
      return shown.length > 0 ? (
        <MonitorGrid
          ds={uid}
          monitors={shown}
          cells={data.value.cells}
          range={{ from, to }}
          timeZone={timeZone}
          width={width}
          height={height}
        />
      ) : data.value.list.monitors.length === 0 ? (
        <PlainMessage icon="eye" title={gridWords.none()}>
          {gridWords.noneHelp()}
        </PlainMessage>
      ) : (
        <PlainMessage icon="filter" title={gridWords.noMatch()}>
          {gridWords.noMatchHelp()}
        </PlainMessage>
      );
  }
}

/** The datasource that is asked for, else the default one, else the first; null where there is none. */
function sourceUid(wanted: string): string | null {
  const list = getDataSourceSrv().getList({ pluginId: 'nightjar-ml-datasource' });
  const found =
    wanted === '' ? (list.find(({ isDefault }) => isDefault) ?? list[0]) : list.find(({ uid }) => uid === wanted);
  return found?.uid ?? null;
}
