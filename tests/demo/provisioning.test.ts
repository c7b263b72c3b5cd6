import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SEVERITY_THRESHOLDS } from '../../contract/severity.ts';
import { readAlertQuery } from '../../backend/answers/alert-query.ts';
import { readForecastQuery } from '../../backend/answers/forecast-query.ts';
import { demoDashboard } from '../../demo/grafana/dashboard.ts';
import { BUNDLED_INCIDENTS, DEMO_INCIDENTS, incidentsDashboard } from '../../demo/grafana/incidents.ts';
import { SCRAPE_LABELS, SCRAPE_MS } from '../../demo/history/open-metrics.ts';
import { DEMO_DISK, DEMO_QUERIES, DEMO_STEP } from '../../demo/queries.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const alerting = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          title: z.string(),
          annotations: z.record(z.string(), z.string()),
          data: z.array(z.object({ datasourceUid: z.string(), model: z.looseObject({}) })),
        })
      ),
    })
  ),
});
const incidents = z.object({
  panels: z.array(z.object({ targets: z.array(z.looseObject({})) })),
  annotations: z.object({ list: z.array(z.object({ target: z.looseObject({}) })) }),
});
const webhook = z.object({
  contactPoints: z.array(
    z.object({ name: z.string(), receivers: z.array(z.object({ settings: z.record(z.string(), z.string()) })) })
  ),
  policies: z.array(z.object({ receiver: z.string() })),
});
const datasources = z.object({ datasources: z.array(z.object({ uid: z.string(), type: z.string() })) });
const scraping = z.object({
  global: z.object({ scrape_interval: z.string() }),
  scrape_configs: z.array(
    z.object({
      job_name: z.string(),
      static_configs: z.array(z.object({ labels: z.object({ instance: z.string() }) })),
    })
  ),
});

it('the provisioned dashboard is the one that scripts/write-demo-dashboard.ts writes', () => {
  expect(JSON.parse(read('provisioning', 'dashboards', 'shop', 'shop.json'))).toEqual(demoDashboard());
});

it('the dashboards of incidents are those that it writes, and every query of theirs can be read', () => {
  const shown = JSON.parse(read('provisioning', 'dashboards', 'shop', 'incidents.json')) as unknown;
  expect(shown).toEqual(incidentsDashboard(DEMO_INCIDENTS));
  expect(JSON.parse(read('src', 'dashboards', 'nightjar-incidents.json'))).toEqual(
    incidentsDashboard(BUNDLED_INCIDENTS)
  );
  const { panels, annotations } = incidents.parse(shown);
  const asked = [...panels.flatMap(({ targets }) => targets), ...annotations.list.map(({ target }) => target)];
  expect(new Set(asked.map((query) => readAlertQuery('A', query).output)).size).toBe(5);
  const known = datasources.parse(parse(read('provisioning', 'datasources', 'nightjar.yaml'))).datasources;
  expect(known.map(({ uid }) => uid)).toContain(DEMO_INCIDENTS.datasource);
});

it("Docker Compose's Grafana sends its alerts to the webhook of the provisioned datasource", () => {
  const { contactPoints, policies } = webhook.parse(parse(read('provisioning', 'alerting', 'nightjar-webhook.yaml')));
  const [{ name, receivers }] = contactPoints;
  expect(policies[0].receiver).toBe(name);
  const used = Object.values(receivers[0].settings).filter((value) => value.startsWith('$'));
  const compose = read('docker-compose.yaml');
  used.forEach((variable) => expect(compose).toContain(`      ${variable.slice(1)}: `));
  expect(compose).toContain(`/uid/${DEMO_INCIDENTS.datasource}/resources/api/v1/alerts/grafana`);
});

it('dashboard and rules name datasources that are provisioned', () => {
  const given = datasources.parse(parse(read('provisioning', 'datasources', 'nightjar.yaml'))).datasources;
  const known = [...given.map(({ uid }) => uid), '__expr__'];
  const { groups } = alerting.parse(parse(read('provisioning', 'alerting', 'shop.yaml')));
  const asked = groups.flatMap(({ rules }) => rules.flatMap(({ data }) => data.map((one) => one.datasourceUid)));
  const shown = [...read('provisioning', 'dashboards', 'shop', 'shop.json').matchAll(/"uid": "([^"]+)"/g)];
  const uids = [...asked, ...shown.map(([, uid]) => uid).filter((uid) => uid !== demoDashboard().uid)];
  expect(uids.filter((uid) => !known.includes(uid))).toEqual([]);
});

const allRules = () =>
  alerting.parse(parse(read('provisioning', 'alerting', 'shop.yaml'))).groups.flatMap(({ rules }) => rules);

it('the rule on a forecast asks how probable it is that the disk of the demo is full, one number that a threshold takes', () => {
  const found = allRules().filter(({ data }) => data[0].model.output !== 'scores');
  expect(found).toHaveLength(1);
  const [query, threshold] = found[0].data.map(({ model }) => model);
  const { expr, horizon, limit } = DEMO_DISK;
  expect(query).toMatchObject({ expr, output: 'probability', forecast: { horizon, limit: { expr: limit } } });
  expect(readForecastQuery('A', query, {}).plan).toMatchObject({ step: 3_600_000, horizon: 96 * 3_600_000 });
  expect(threshold).toMatchObject({ type: 'threshold', expression: query.refId });
});

it('the rules on scores ask the queries of the demo and compare with the thresholds of severities', () => {
  for (const { title, annotations, data } of allRules().filter((rule) => rule.data[0].model.output === 'scores')) {
    const [query, , threshold] = data.map(({ model }) => model);
    expect([title, DEMO_QUERIES.map(({ expr }) => expr)]).toEqual([title, expect.arrayContaining([query.expr])]);
    expect(query).toMatchObject({ output: 'scores', step: DEMO_STEP });
    const { params } = z
      .object({ conditions: z.array(z.object({ evaluator: z.object({ params: z.array(z.number()) }) })) })
      .transform(({ conditions }) => conditions[0].evaluator)
      .parse(threshold);
    expect(Object.values(SEVERITY_THRESHOLDS)).toContain(params[0]);
    expect(annotations.summary).not.toContain('$$');
  }
});

it("Docker Compose's Prometheus scrapes with the labels and at the interval of the history", () => {
  const { global, scrape_configs } = scraping.parse(parse(read('docker', 'prometheus.yml')));
  expect(global.scrape_interval).toBe(`${SCRAPE_MS / 1000}s`);
  const [{ job_name, static_configs }] = scrape_configs;
  expect({ job: job_name, ...static_configs[0].labels }).toEqual(SCRAPE_LABELS);
});
