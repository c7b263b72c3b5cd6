import type { Page } from 'playwright-core';
import { addRule, removeRule, ruleState, scoreRule } from '../alert-rules.ts';
import { ask, column } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Bench, Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { METRIC } from '../live-metrics.ts';
import { NightjarApi } from '../nightjar-api.ts';
import { dashboard, gridDashboard, monitorQuery, NAMES } from '../resources.ts';
import { MONITOR, watchedMonitor } from '../watched-monitor.ts';

const SOURCE_PANEL = 'Requests in flight, from Prometheus';
const RULE = 'The monitor marks checkout';
/** Requests in flight of checkout beyond the usual 40 to 100. */
const FAULT = 60;

/** A monitor from a panel's menu to an alert. */
export const MONITOR_CHECKS: readonly Check[] = [
  {
    name: 'Watch with Nightjar in a panel’s menu opens the form; it previews, back-tests and saves a monitor',
    run: async (bench) => {
      const { grafana, browser } = bench;
      await grafana.call('POST', '/api/dashboards/db', { dashboard: dashboard(), overwrite: true });
      const { page, problems } = await browser.open(`/d/${NAMES.dashboard}`);
      await watchFromMenu(bench, page);
      await page.getByRole('heading', { name: 'What to watch' }).waitFor({ timeout: 60_000 });
      demand((await page.content()).includes(METRIC), 'the form does not hold the query of the panel');
      if (await chooseDatasource(page)) {
        problems.length = 0;
      }
      await fillIn(page);
      await page.locator('.u-over').first().waitFor({ timeout: 120_000 });
      // The form rests a moment before it asks anew.
      await page.waitForTimeout(2000);
      await page.getByText('Fitting models').first().waitFor({ state: 'hidden', timeout: 120_000 });
      await page.getByText(/series x .* evaluations an hour/).waitFor();
      await page.getByRole('heading', { name: 'New monitor' }).click();
      await page.waitForTimeout(1500);
      await browser.picture(page, 'monitor-form');
      await backTest(bench, page);
      await page.getByRole('button', { name: 'Create monitor' }).click();
      await page.getByRole('tab', { name: 'Detections' }).waitFor({ timeout: 30_000 });
      const { exprs } = await watchedMonitor(bench);
      demand(exprs.join() === METRIC, `the monitor watches ${exprs.join()}`);
      await page
        .getByText(/^(Normal|Anomalous)$/)
        .first()
        .waitFor({ timeout: 60_000 });
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
  {
    name: 'the monitor detects a live fault, and an alert rule on its results fires',
    run: async (bench) => {
      const { grafana, prometheus, browser } = bench;
      const api = new NightjarApi(grafana);
      const { id } = await watchedMonitor(bench);
      await addRule(grafana, RULE, scoreRule(NAMES.monitorRule, RULE, monitorQuery(id, 'scores')));
      const began = Date.now();
      prometheus.metrics.setFault(FAULT);
      try {
        const found = await until('the fault is detected', 120, async () => {
          const now = (await api.detections(id)).filter(({ end }) => end >= began);
          return now.length > 0 ? now : null;
        });
        const services = new Set(found.map(({ labels }) => labels.service));
        demand([...services].join() === 'checkout', `detected of ${[...services].join()}`);
        await until('the rule fires', 120, async () => ((await ruleState(grafana, RULE)) === 'firing' ? true : null));
        const { page, problems } = await browser.open(`/a/nightjar-ml-app/monitors/${id}?ds=${NAMES.datasource}`);
        await page.getByText('Anomalous', { exact: true }).first().waitFor({ timeout: 60_000 });
        await page.locator('.u-over').first().waitFor({ timeout: 60_000 });
        await page.waitForTimeout(2000);
        await browser.picture(page, 'monitor');
        await page.close();
        demand(problems.length === 0, problems.join('\n'));
      } finally {
        prometheus.metrics.setFault(0);
      }
      await until('the detection is closed', 180, async () => {
        const open = (await api.detections(id)).filter(({ open }) => open);
        return open.length === 0 ? true : null;
      });
      await until('the rule resolves', 180, async () =>
        (await ruleState(grafana, RULE)) === 'inactive' ? true : null
      );
      await removeRule(grafana, NAMES.monitorRule);
    },
  },
  {
    name: 'what the monitor detected is read in the output monitor: scores, bands, marks',
    run: async (bench) => {
      const { grafana } = bench;
      const { id } = await watchedMonitor(bench);
      const api = new NightjarApi(grafana);
      const to = Date.now();
      const from = to - 3_600_000;
      const scores = await ask(grafana, monitorQuery(id, 'scores'), from, to);
      demand(scores.frames.length === 4, `${scores.frames.length} series have scores, not the four services`);
      const bands = await ask(grafana, monitorQuery(id, 'bands'), from, to);
      column(bands.frames[0], 'upper');
      const marks = await ask(grafana, monitorQuery(id, 'intervals'), from, to);
      const listed = (await api.detections(id)).filter(({ severity, end }) => severity !== 'low' && end >= from);
      const rows = column(marks.frames[0], 'time').length;
      demand(rows === listed.length, `${rows} marks, but ${listed.length} detections are listed`);
    },
  },
  {
    name: 'lists, the detection’s details and the grid panel show it, in both themes',
    run: async (bench) => {
      const { grafana, browser } = bench;
      const { id, name } = await watchedMonitor(bench);
      await grafana.call('POST', '/api/dashboards/db', { dashboard: gridDashboard(), overwrite: true });
      const [{ id: detection }] = await new NightjarApi(grafana).detections(id);
      const app = '/a/nightjar-ml-app';
      for (const theme of ['dark', 'light']) {
        for (const [picture, path] of [
          ['monitors', `${app}/monitors?ds=${NAMES.datasource}`],
          ['monitor', `${app}/monitors/${id}?ds=${NAMES.datasource}`],
          ['detections', `${app}/detections?ds=${NAMES.datasource}&from=now-3h&to=now`],
          ['detection', `${app}/detections?ds=${NAMES.datasource}&from=now-3h&to=now&detection=${detection}`],
          ['grid', `/d/${NAMES.grid}?`],
        ]) {
          const { page, problems } = await browser.open(`${path}&theme=${theme}`);
          await page.getByText(name).first().waitFor({ timeout: 60_000 });
          await page.waitForTimeout(2500);
          await browser.picture(page, `${picture}-${theme}`);
          await page.close();
          demand(problems.length === 0, problems.join('\n'));
        }
      }
    },
  },
];

async function watchFromMenu({ browser }: Bench, page: Page): Promise<void> {
  await page.getByRole('heading', { name: SOURCE_PANEL }).hover({ timeout: 60_000 });
  await page.getByTestId(`data-testid Panel menu ${SOURCE_PANEL}`).click();
  await page.getByRole('menuitem', { name: 'Extensions' }).hover();
  await page.getByRole('menuitem', { name: 'Watch with Nightjar' }).waitFor();
  await browser.picture(page, 'watch-menu');
  await page.getByRole('menuitem', { name: 'Watch with Nightjar' }).click();
}

/** A Grafana with more Nightjar datasources than the test's lets one choose; the one it begins with may not work. Gives whether there was a choice. */
async function chooseDatasource(page: Page): Promise<boolean> {
  const choice = page.getByRole('combobox', { name: 'Datasource' });
  if ((await choice.count()) === 0) {
    return false;
  }
  await choice.fill(NAMES.datasource);
  await page.getByRole('option', { name: NAMES.datasource, exact: true }).click();
  await page.waitForURL(/[?&]ds=/);
  demand(/[?&]from=/.test(page.url()), 'choosing a datasource drops the time range of the panel');
  return true;
}

/** What the panel does not say, as `MONITOR` has it. */
async function fillIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /^Name/ }).fill(MONITOR.name);
  await page.getByRole('combobox', { name: 'Detector' }).fill('Seasonal');
  await page
    .getByRole('option', { name: /^Seasonal/ })
    .first()
    .click();
  for (const [label, value] of [
    ['Training window', '1d'],
    ['Step', '15s'],
    ['Evaluate every', '15s'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}

async function backTest({ browser }: Bench, page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Back-test' }).click();
  await page.getByRole('button', { name: 'Run back-test' }).click();
  const results = page.getByRole('region', { name: 'What it would have found' });
  await results.waitFor({ timeout: 180_000 });
  await results.getByText('The ten worst').waitFor();
  await results.getByText('The ten worst').scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  await browser.picture(page, 'backtest');
}
