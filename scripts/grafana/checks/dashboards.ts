import { addRule, ruleState, scoreRule } from '../alert-rules.ts';
import { ask, column } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { METRIC } from '../live-metrics.ts';
import { dashboard, NAMES, query } from '../resources.ts';
import { unlessAbsent } from '../set-up.ts';

const PANEL = '[data-viz-panel-key="panel-1"], section[data-testid*="Requests in flight: anomalies"]';
const RULE = 'Checkout behaves unlike before';

/** Datasource, panel, annotations, start page, alert rules and public dashboards. */
export const DASHBOARD_CHECKS: readonly Check[] = [
  {
    name: 'app, datasource and panels are loaded',
    run: async ({ grafana }) => {
      for (const id of [
        'nightjar-ml-app',
        'nightjar-ml-datasource',
        'nightjar-anomalies-panel',
        'nightjar-monitors-panel',
        'nightjar-forecast-panel',
        'nightjar-alerts-panel',
        'nightjar-recommendations-panel',
      ]) {
        const settings = await grafana.call<{ id: string }>('GET', `/api/plugins/${id}/settings`);
        demand(settings.id === id, `Grafana does not know ${id}`);
      }
    },
  },
  {
    name: 'Save & test succeeds, and says what is wrong when Prometheus is not there',
    run: async ({ grafana }) => {
      const good = await grafana.call<{ status: string }>('GET', `/api/datasources/uid/${NAMES.datasource}/health`);
      demand(good.status === 'OK', `health is ${JSON.stringify(good)}`);
      const uid = `${NAMES.datasource}-down`;
      await grafana.call('POST', '/api/datasources', {
        uid,
        name: uid,
        type: 'nightjar-ml-datasource',
        access: 'proxy',
        jsonData: { prometheusUrl: 'http://127.0.0.1:9' },
      });
      try {
        const answer = await fetch(`${grafana.url}/api/datasources/uid/${uid}/health`, { headers: grafana.headers });
        const body = (await answer.json()) as { message?: string };
        demand(
          answer.status === 400 && (body.message ?? '').length > 20,
          `a dead Prometheus gives ${answer.status} ${body.message}`
        );
      } finally {
        await grafana.call('DELETE', `/api/datasources/uid/${uid}`);
      }
    },
  },
  {
    name: 'a query marks the fault in the history, and only there',
    run: async ({ grafana, prometheus }) => {
      // Up to the start of the test: faults of other checks are later.
      const now = prometheus.fault.from + 3_600_000;
      const result = await until('every model is fitted', 60, async () => {
        const reply = await ask(grafana, query('anomalies', `${METRIC}{service="checkout"}`), now - 3 * 3_600_000, now);
        const meta = reply.frames[0]?.schema.meta as { custom?: { nightjar?: { pendingFits: number } } } | undefined;
        return meta?.custom?.nightjar?.pendingFits === 0 ? reply : null;
      });
      const times = column(result.frames[0], 'time') as number[];
      const scores = column(result.frames[0], 'score') as (number | null)[];
      const high = times.filter((_, i) => (scores[i] ?? 0) >= 0.8);
      const inside = high.filter((t) => t >= prometheus.fault.from && t < prometheus.fault.to + 300_000);
      demand(inside.length > 0, 'no score of 0.8 or more during the fault');
      demand(
        high.length - inside.length <= 2,
        `${high.length - inside.length} scores of 0.8 or more outside the fault`
      );
    },
  },
  {
    name: 'a dashboard shows the panel, and annotations mark an ordinary time series panel',
    run: async ({ grafana, browser }) => {
      await grafana.call('POST', '/api/dashboards/db', { dashboard: dashboard(), overwrite: true });
      const { page, problems } = await browser.open(`/d/${NAMES.dashboard}?kiosk`);
      await page.locator(PANEL).first().locator('canvas').first().waitFor({ timeout: 60_000 });
      await page.getByTestId('data-testid annotation-marker').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1500);
      await browser.picture(page, 'dashboard');
      await page.getByTestId('data-testid annotation-marker').first().hover();
      await page.waitForTimeout(800);
      await browser.picture(page, 'annotation');
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
  {
    name: 'the start page opens and shows the engine at work',
    run: async ({ browser }) => {
      const { page, problems } = await browser.open(`/a/nightjar-ml-app?ds=${NAMES.datasource}`);
      await page.getByText(/^Runs, version/).waitFor({ timeout: 60_000 });
      await page.getByText('Answers', { exact: true }).waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1500);
      await browser.picture(page, 'start-page');
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
  {
    name: 'an alert rule on scores fires on a live fault and resolves after it',
    run: async ({ grafana, prometheus, browser }) => {
      const model = query('scores', `${METRIC}{service="checkout"}`);
      await addRule(grafana, RULE, scoreRule(NAMES.rule, RULE, model));
      await until('the rule is normal before the fault', 120, async () =>
        (await ruleState(grafana, RULE)) === 'inactive' ? true : null
      );
      prometheus.metrics.setFault(90);
      try {
        await until('the rule fires', 120, async () => ((await ruleState(grafana, RULE)) === 'firing' ? true : null));
        const { page } = await browser.open(`/alerting/list?view=list`);
        await page.waitForTimeout(3000);
        await browser.picture(page, 'alert');
        await page.close();
      } finally {
        prometheus.metrics.setFault(0);
      }
      await until('the rule resolves', 300, async () =>
        (await ruleState(grafana, RULE)) === 'inactive' ? true : null
      );
    },
  },
  {
    name: 'a public dashboard shows the panel to somebody without a login',
    run: async ({ grafana, browser }) => {
      const path = `/api/dashboards/uid/${NAMES.dashboard}/public-dashboards`;
      // A share can outlive its dashboard, and comes back with one of the same uid.
      await unlessAbsent(async () => {
        const { uid } = await grafana.call<{ uid: string }>('GET', path);
        await grafana.call('DELETE', `${path}/${uid}`);
      });
      const { accessToken } = await grafana.call<{ accessToken: string }>('POST', path, {
        isEnabled: true,
        timeSelectionEnabled: true,
        annotationsEnabled: true,
        share: 'public',
      });
      const { page, problems } = await browser.openAnonymous(`/public-dashboards/${accessToken}`);
      await page.locator(PANEL).first().locator('canvas').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1500);
      await browser.picture(page, 'public-dashboard');
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
];
