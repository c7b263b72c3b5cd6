import { incidentsDashboard } from '../../../demo/grafana/incidents.ts';
import { addRule, changeRule, fixedRule, numberRule, removeRule, ruleState } from '../alert-rules.ts';
import { ask, column } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Bench, Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { NightjarApi, RESOURCES } from '../nightjar-api.ts';
import { FIRING_SERVICES, NAMES } from '../resources.ts';
import { watchedMonitor } from '../watched-monitor.ts';
import type { IncidentSummary } from '../../../backend/incidents/records.ts';

const ALERT = 'Replies are slow';
const RULE = 'An incident is open';
const PROVISIONING = { 'X-Disable-Provenance': 'true' };
/** Requests in flight of checkout beyond the usual 40 to 100. */
const FAULT = 60;
const HOUR = 3_600_000;
/** The checks began; Grafana tells of an alert's start to ten seconds. */
const BEGAN = Date.now() - 20_000;
/** Who calls whom, as metrics of a mesh would tell. */
const CALLS = FIRING_SERVICES.slice(1).map((caller, i) => [caller, FIRING_SERVICES[i]]);

/** Those of the checks' services that began at `from` (ms) or later: an earlier run leaves its own. */
async function incidentsOf({ grafana }: Bench, from: number): Promise<IncidentSummary[]> {
  const reply = await new NightjarApi(grafana).call<{ incidents: IncidentSummary[] }>('GET', 'incidents?limit=100');
  return reply.incidents.filter(
    ({ startedAt, services }) =>
      startedAt >= from && services.some((service) => FIRING_SERVICES.some((one) => one === service))
  );
}

/** A contact point that calls the datasource's webhook with the test's own login. */
async function addWebhook({ grafana }: Bench): Promise<void> {
  const [scheme, credentials] = grafana.headers.Authorization.split(' ');
  await grafana.call(
    'POST',
    '/api/v1/provisioning/contact-points',
    {
      uid: NAMES.webhook,
      name: NAMES.webhook,
      type: 'webhook',
      settings: {
        url: `${grafana.url}${RESOURCES}alerts/grafana`,
        httpMethod: 'POST',
        authorization_scheme: scheme,
        authorization_credentials: credentials,
      },
    },
    PROVISIONING
  );
}

const ruleName = (service: string) => `${ALERT}: ${service}`;

/** The rule of a service. Its label `run` tells Grafana that alerts of an earlier run, of which it has told lately, are others. */
const serviceRule = (service: string, fires: boolean): object =>
  fixedRule(
    `${NAMES.firingRule}-${service}`,
    ruleName(service),
    { service, severity: service === FIRING_SERVICES[0] ? 'critical' : 'error', team: 'shop', run: String(BEGAN) },
    NAMES.webhook,
    fires
  );

/** Alerts of Grafana and of monitors become incidents, which panels, annotations, rules and pages show. */
export const ALERT_CHECKS: readonly Check[] = [
  {
    name: 'alerts of Grafana Alerting come in through its webhook, and one incident comes out',
    run: async (bench) => {
      const { grafana } = bench;
      await new NightjarApi(grafana).call('PUT', 'alert-options', { serviceGraph: CALLS });
      await addWebhook(bench);
      for (const service of FIRING_SERVICES) {
        await addRule(grafana, ruleName(service), serviceRule(service, true));
      }
      const found = await until('the incident is there', 180, async () => {
        const incidents = await incidentsOf(bench, BEGAN);
        return incidents.find(({ services }) => FIRING_SERVICES.every((service) => services.includes(service))) ?? null;
      });
      const all = await incidentsOf(bench, BEGAN);
      demand(all.length === 1, `${all.length} incidents: ${all.map(({ title }) => title).join('; ')}`);
      demand(found.alerts === FIRING_SERVICES.length, `the incident has ${found.alerts} alerts`);
      demand(found.severity === 'critical', `the incident is ${found.severity}`);
    },
  },
  {
    name: 'a live fault that a monitor detects becomes an alert of an incident',
    run: async (bench) => {
      await watchedMonitor(bench);
      bench.prometheus.metrics.setFault(FAULT);
      try {
        await until('the alert is there', 180, async () => {
          const { alerts } = await new NightjarApi(bench.grafana).call<{
            alerts: { source: string; incident: string | null }[];
          }>('GET', 'alerts?firing=true');
          return alerts.some(({ source, incident }) => source === 'monitor' && incident !== null) ? true : null;
        });
      } finally {
        bench.prometheus.metrics.setFault(0);
      }
    },
  },
  {
    name: 'a rule on the number of open incidents fires',
    run: async ({ grafana }) => {
      const model = {
        refId: 'A',
        datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
        output: 'incidents',
        alerts: { shape: 'numbers', minSeverity: 'critical' },
      };
      await addRule(grafana, RULE, numberRule(NAMES.incidentRule, RULE, model));
      try {
        await until('the rule fires', 120, async () => ((await ruleState(grafana, RULE)) === 'firing' ? true : null));
      } finally {
        await removeRule(grafana, NAMES.incidentRule);
      }
    },
  },
  {
    name: 'noise, health and incidents are answered as tables, numbers and annotations',
    run: async ({ grafana }) => {
      const now = Date.now();
      const query = (output: string, shape: string): object => ({
        refId: 'A',
        datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
        output,
        alerts: { shape },
      });
      const answer = async (output: string, shape: string) =>
        (await ask(grafana, query(output, shape), now - HOUR, now)).frames;
      const received = (await answer('noise', 'numbers'))[0];
      demand(Number(column(received, 'value')[0]) >= FIRING_SERVICES.length, 'the noise counts too few alerts');
      const [overall] = await answer('health', 'numbers');
      demand(Number(column(overall, 'value')[0]) < 100, 'the health does not tell of the alerts');
      const [annotations] = await answer('incidents', 'annotations');
      demand(column(annotations, 'timeEnd').length > 0, 'there is no annotation of the incident');
      demand((await answer('recommendations', 'numbers')).length === 6, 'not every category has its number');
    },
  },
  {
    name: 'a dashboard shows incidents as lanes, health, noise and recommendations; a lane leads to its alerts',
    run: async ({ grafana, browser }) => {
      const dashboard = incidentsDashboard({
        uid: NAMES.incidents,
        title: 'Nightjar: incidents',
        datasource: NAMES.datasource,
        tags: [],
      });
      const latest = { ...dashboard, time: { from: 'now-30m', to: 'now' } };
      await grafana.call('POST', '/api/dashboards/db', { dashboard: latest, overwrite: true });
      const { page, problems } = await browser.open(`/d/${NAMES.incidents}?kiosk`);
      await page.setViewportSize({ width: 1440, height: 1800 });
      const lanes = page.getByRole('list', { name: /^Incidents over time/ });
      await lanes.waitFor({ timeout: 60_000 });
      await page.waitForTimeout(3000);
      await browser.picture(page, 'incidents-dashboard');
      await lanes
        .getByRole('button', { name: /^Details of/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Where to look first' }).waitFor({ timeout: 30_000 });
      await page.waitForTimeout(1000);
      await browser.picture(page, 'incident-drawer');
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
  {
    name: 'the pages Overview, Incidents, one incident and Recommendations open',
    run: async (bench) => {
      const [{ id }] = await incidentsOf(bench, BEGAN);
      for (const [path, picture] of [
        ['overview', 'overview'],
        ['incidents', 'incidents'],
        [`incidents/${id}`, 'incident'],
        ['recommendations', 'recommendations'],
      ]) {
        const { page, problems } = await bench.browser.open(`/a/nightjar-ml-app/${path}?ds=${NAMES.datasource}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
        await page.waitForTimeout(3000);
        await bench.browser.picture(page, picture);
        await page.close();
        demand(problems.length === 0, `${path}: ${problems.join('\n')}`);
      }
    },
  },
  {
    name: 'an incident is acknowledged, and its alerts end when the rules fire no more',
    run: async (bench) => {
      const { grafana } = bench;
      const api = new NightjarApi(grafana);
      const whole = (await incidentsOf(bench, BEGAN)).find(({ services }) => services.includes(FIRING_SERVICES[0]));
      demand(whole !== undefined, 'the incident is gone');
      const { state } = await api.call<IncidentSummary>('POST', `incidents/${whole.id}/acknowledge`, {});
      demand(state === 'acknowledged', `an acknowledged incident is ${state}`);
      // A rule that is removed takes its route with it, and Grafana may tell nobody that its alerts ended.
      for (const service of FIRING_SERVICES) {
        await changeRule(grafana, ruleName(service), serviceRule(service, false));
      }
      await until('its alerts ended', 180, async () => {
        const { firing } = await api.call<IncidentSummary>('GET', `incidents/${whole.id}`);
        return firing === 0 ? true : null;
      });
      for (const service of FIRING_SERVICES) {
        await removeRule(grafana, `${NAMES.firingRule}-${service}`);
      }
    },
  },
];
