import { DashboardCursorSync, EventBusSrv, applyFieldOverrides, getPanelOptionsWithDefaults } from '@grafana/data';
import type { AbsoluteTimeRange, EventBus, FieldConfigSource, PanelData, PanelPlugin } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { ErrorBoundaryAlert, PanelContextProvider, SeriesVisibilityChangeMode, useTheme2 } from '@grafana/ui';
import type { PanelContext } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { hideOthers, toggleSeries } from './shown-series.ts';
import type { ShownSeries } from './shown-series.ts';

export interface PanelViewProps {
  plugin: PanelPlugin;
  title: string;
  data: PanelData;
  width: number;
  height: number;
  timeZone: string;
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  /** Panels that share a bus share the crosshair. */
  eventBus?: EventBus;
  onChangeTimeRange?: (range: AbsoluteTimeRange) => void;
  onOptionsChange?: (options: Record<string, unknown>) => void;
  onFieldConfigChange?: (config: FieldConfigSource) => void;
}

const NO_FIELD_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };
const replaceVariables: ReturnType<typeof getTemplateSrv>['replace'] = (...args) => getTemplateSrv().replace(...args);
const nothing = () => undefined;

/** A panel plugin drawn as a dashboard draws it: defaults filled in, field options applied, crosshair shared. */
export function PanelView(props: PanelViewProps) {
  const { plugin, data, timeZone } = props;
  const theme = useTheme2();
  const [ownBus] = useState(() => new EventBusSrv());
  const eventBus = props.eventBus ?? ownBus;
  const [changed, setChanged] = useState<{ options?: Record<string, unknown>; fieldConfig?: FieldConfigSource }>({});
  const [shown, setShown] = useState<ShownSeries>(null);
  const currentOptions = changed.options ?? props.options;
  const currentFieldConfig = changed.fieldConfig ?? props.fieldConfig ?? NO_FIELD_CONFIG;

  const { options, fieldConfig } = useMemo(
    () =>
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: { ...currentOptions },
        currentFieldConfig,
        isAfterPluginChange: false,
      }),
    [plugin, currentOptions, currentFieldConfig]
  );
  const prepared = useMemo<PanelData>(
    () => ({
      ...data,
      series: applyFieldOverrides({
        data: data.series,
        fieldConfig: hideOthers(fieldConfig, shown),
        fieldConfigRegistry: plugin.fieldConfigRegistry,
        replaceVariables,
        theme,
        timeZone,
      }),
    }),
    [data, fieldConfig, shown, plugin, theme, timeZone]
  );
  const context = useMemo<PanelContext>(
    () => ({
      eventBus,
      eventsScope: '__global_',
      sync: () => DashboardCursorSync.Crosshair,
      onToggleSeriesVisibility: (name, mode) =>
        setShown((before) => toggleSeries(before, name, mode === SeriesVisibilityChangeMode.AppendToSelection)),
    }),
    [eventBus]
  );

  const Panel = plugin.panel;
  if (!Panel || props.width <= 0 || props.height <= 0) {
    return null;
  }
  return (
    <ErrorBoundaryAlert dependencies={[data]}>
      <PanelContextProvider value={context}>
        <Panel
          id={1}
          title={props.title}
          data={prepared}
          timeRange={data.timeRange}
          timeZone={timeZone}
          options={options}
          fieldConfig={fieldConfig}
          width={props.width}
          height={props.height}
          transparent={false}
          renderCounter={0}
          eventBus={eventBus}
          replaceVariables={replaceVariables}
          onChangeTimeRange={props.onChangeTimeRange ?? nothing}
          onOptionsChange={(next) => {
            setChanged((before) => ({ ...before, options: next }));
            props.onOptionsChange?.(next);
          }}
          onFieldConfigChange={(next) => {
            setChanged((before) => ({ ...before, fieldConfig: next }));
            props.onFieldConfigChange?.(next);
          }}
        />
      </PanelContextProvider>
    </ErrorBoundaryAlert>
  );
}
