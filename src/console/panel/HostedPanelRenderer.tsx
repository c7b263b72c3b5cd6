import { LoadingState, getDefaultTimeRange } from '@grafana/data';
import type { FieldConfigSource, PanelData, PanelPlugin } from '@grafana/data';
import type { PanelRendererProps } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useLoaded } from '../use-loaded.ts';
import { PanelView } from './PanelView.tsx';
import { PANEL_LOADERS } from '../plugins/load-panel.ts';

const noData = (): PanelData => ({ state: LoadingState.NotStarted, series: [], timeRange: getDefaultTimeRange() });

/** Grafana's PanelRenderer for pages that embed a panel; the console knows Nightjar's own panels alone. */
export function HostedPanelRenderer<P extends object, F extends object>(props: PanelRendererProps<P, F>) {
  const load = PANEL_LOADERS.get(props.pluginId);
  return load ? (
    <LoadedPanel {...props} load={load} />
  ) : (
    <Alert title={`The console has no panel ${props.pluginId}.`} severity="warning" />
  );
}

function LoadedPanel<P extends object, F extends object>({
  load,
  ...props
}: PanelRendererProps<P, F> & { readonly load: () => Promise<PanelPlugin> }) {
  const plugin = useLoaded(load);
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
