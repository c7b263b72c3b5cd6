import type { GrafanaClient } from './grafana-client.ts';
import { NightjarApi } from './nightjar-api.ts';
import { FIRING_SERVICES, NAMES } from './resources.ts';

/** Enables the app and adds what every check works with: a folder, and the datasources that read `prometheusUrl` and the results of monitors. */
export async function setUp(grafana: GrafanaClient, prometheusUrl: string, readApiPort: number): Promise<void> {
  await grafana.call('POST', '/api/plugins/nightjar-ml-app/settings', { enabled: true, pinned: true });
  await grafana.call('POST', '/api/folders', { uid: NAMES.folder, title: NAMES.folder });
  await addNightjar(grafana, { prometheusUrl, readApiListen: `127.0.0.1:${readApiPort}` });
  for (const [uid, url] of [
    [NAMES.prometheus, prometheusUrl],
    [NAMES.results, `http://127.0.0.1:${readApiPort}/prometheus`],
  ] as const) {
    const jsonData = { timeInterval: '5s' };
    await grafana.call('POST', '/api/datasources', {
      uid,
      name: uid,
      type: 'prometheus',
      access: 'proxy',
      url,
      jsonData,
    });
  }
}

/** Adds the test's datasource to the organisation that `grafana` acts in. */
export async function addNightjar(grafana: GrafanaClient, settings: object): Promise<void> {
  await grafana.call('POST', '/api/datasources', {
    uid: NAMES.datasource,
    name: NAMES.datasource,
    type: 'nightjar-ml-datasource',
    access: 'proxy',
    jsonData: { scrapeInterval: '5s', ...settings },
  });
}

/** Removes whatever this test left behind, now or in an earlier run; what is not there is not missed. */
export async function tidyUp(grafana: GrafanaClient): Promise<void> {
  await unlessAbsent(async () => {
    await grafana.call('GET', `/api/datasources/uid/${NAMES.datasource}`);
    const api = new NightjarApi(grafana);
    for (const { id } of await api.monitors()) {
      await api.remove(id);
    }
  });
  const provisioning = { 'X-Disable-Provenance': 'true' };
  for (const [path, headers] of [
    [`/api/v1/provisioning/alert-rules/${NAMES.rule}`, provisioning],
    [`/api/v1/provisioning/alert-rules/${NAMES.monitorRule}`, provisioning],
    [`/api/v1/provisioning/alert-rules/${NAMES.forecastRule}`, provisioning],
    [`/api/v1/provisioning/alert-rules/${NAMES.incidentRule}`, provisioning],
    ...FIRING_SERVICES.map(
      (service) => [`/api/v1/provisioning/alert-rules/${NAMES.firingRule}-${service}`, provisioning] as const
    ),
    [`/api/v1/provisioning/contact-points/${NAMES.webhook}`, provisioning],
    [`/api/dashboards/uid/${NAMES.incidents}`, {}],
    [`/api/dashboards/uid/${NAMES.dashboard}`, {}],
    [`/api/dashboards/uid/${NAMES.grid}`, {}],
    [`/api/dashboards/uid/${NAMES.forecasts}`, {}],
    [`/api/folders/${NAMES.folder}?forceDeleteRules=true`, {}],
    [`/api/datasources/uid/${NAMES.datasource}`, {}],
    [`/api/datasources/uid/${NAMES.prometheus}`, {}],
    [`/api/datasources/uid/${NAMES.results}`, {}],
  ] as const) {
    await unlessAbsent(() => grafana.call('DELETE', path, undefined, headers));
  }
  await unlessAbsent(async () => {
    const { id } = await grafana.call<{ id: number }>('GET', `/api/users/lookup?loginOrEmail=${NAMES.viewer}`);
    await grafana.call('DELETE', `/api/admin/users/${id}`);
  });
  await unlessAbsent(async () => {
    const { id } = await grafana.call<{ id: number }>('GET', `/api/orgs/name/${NAMES.organisation}`);
    await grafana.call('DELETE', `/api/orgs/${id}`);
  });
}

/** Does what is in vain where there is nothing to do it to. */
export async function unlessAbsent(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!/: 404/.test(String(error))) {
      throw error;
    }
  }
}
