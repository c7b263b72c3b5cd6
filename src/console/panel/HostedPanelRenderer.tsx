import { LoadingState, getDefaultTimeRange } from '@grafana/data';
import type { FieldConfigSource, PanelData } from '@grafana/data';
import type { PanelRendererProps } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { PANEL_ID } from '../plugins/plugin-ids.ts';
import { useLoaded } from '../use-loaded.ts';
import { PanelView } from './PanelView.tsx';
import { loadPanel } from '../plugins/load-panel.ts';

const noData = (): PanelData => ({ state: LoadingState.NotStarted, series: [], timeRange: getDefaultTimeRange() });

/** Grafana's PanelRenderer for pages that embed a panel; the console knows Nightjar's own panel alone. */
export function HostedPanelRenderer<P extends object, F extends object>(props: PanelRendererProps<P, F>) {
  const plugin = useLoaded(loadPanel);
  if (props.pluginId !== PANEL_ID) {
    return <Alert title={`The console has no panel ${props.pluginId}.`} severity="warning" />;
  }
  if (plugin.error) {
    return <Alert title={plugin.error.message} severity="error" />;
  }
  if (!plugin.value) {
    return <LoadingPlaceholder text="Loading the panel" />;
  }
  return (
    <PanelView
      plugin={plugin.value}
      title={props.title}
      data={props.data ?? noData()}
      width={props.width}
      height={props.height}
      timeZone={props.timeZone ?? 'browser'}
      options={{ ...props.options }}
      fieldConfig={props.fieldConfig as FieldConfigSource | undefined}
      onChangeTimeRange={props.onChangeTimeRange}
      onOptionsChange={(options) => props.onOptionsChange?.(options as P)}
      onFieldConfigChange={(config) => props.onFieldConfigChange?.(config as FieldConfigSource<F>)}
    />
  );
}
