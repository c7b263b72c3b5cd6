import type { DataQueryRequest, PanelProps } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';

/** Uid of the datasource that a query of the panel asked, where the panel knows it and may ask it: whoever looks at a public dashboard may not. */
export function sourceOf(
  request: DataQueryRequest | undefined,
  refId: string,
  replaceVariables: PanelProps['replaceVariables']
): string | null {
  if (config.publicDashboardAccessToken) {
    return null;
  }
  const targets = request?.targets ?? [];
  const ref = (targets.find((target) => target.refId === refId) ?? targets.at(0))?.datasource;
  const uid = replaceVariables(ref?.uid ?? '');
  return uid !== '' && getDataSourceSrv().getInstanceSettings({ uid }) ? uid : null;
}
