import type { GrafanaClient } from './grafana-client.ts';
import { NAMES } from './resources.ts';

/** The uid of the plain Prometheus datasource the test adds. */
export const PROMETHEUS_UID = 'nightjar-test-prometheus';

/** Adds both datasources, pointing at `prometheusUrl`. */
export async function addDatasources(grafana: GrafanaClient, prometheusUrl: string): Promise<void> {
  await grafana.call('POST', '/api/datasources', {
    uid: NAMES.datasource,
    name: NAMES.datasource,
    type: 'nightjar-ml-datasource',
    access: 'proxy',
    jsonData: { prometheusUrl, scrapeInterval: '5s' },
  });
  await grafana.call('POST', '/api/datasources', {
    uid: PROMETHEUS_UID,
    name: PROMETHEUS_UID,
    type: 'prometheus',
    access: 'proxy',
    url: prometheusUrl,
    jsonData: { timeInterval: '5s' },
  });
}

/** Removes whatever this test left behind, now or in an earlier run; what is not there is not missed. */
export async function tidyUp(grafana: GrafanaClient): Promise<void> {
  const provisioning = { 'X-Disable-Provenance': 'true' };
  for (const [path, headers] of [
    [`/api/v1/provisioning/alert-rules/${NAMES.rule}`, provisioning],
    [`/api/dashboards/uid/${NAMES.dashboard}`, {}],
    [`/api/folders/${NAMES.folder}?forceDeleteRules=true`, {}],
    [`/api/datasources/uid/${NAMES.datasource}`, {}],
    [`/api/datasources/uid/${PROMETHEUS_UID}`, {}],
  ] as const) {
    try {
      await grafana.call('DELETE', path, undefined, headers);
    } catch (error) {
      if (!/: 404/.test(String(error))) {
        throw error;
      }
    }
  }
}
