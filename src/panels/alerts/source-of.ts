import type { DataQueryRequest, PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

/** Uid of the datasource that a query of the panel asked, where the panel knows it and it is there: a public dashboard has none. */
export function sourceOf(
  request: DataQueryRequest | undefined,
  refId: string,
  replaceVariables: PanelProps['replaceVariables']
): string | null {
  const targets = request?.targets ?? [];
  const ref = (targets.find((target) => target.refId === refId) ?? targets.at(0))?.datasource;
  const uid = replaceVariables(ref?.uid ?? '');
  return uid !== '' && getDataSourceSrv().getInstanceSettings({ uid }) ? uid : null;
}
