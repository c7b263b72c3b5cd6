import { addRule, numberRule, removeRule, ruleState } from '../alert-rules.ts';
import { ask, column } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { METRIC } from '../live-metrics.ts';
import { NAMES, query } from '../resources.ts';

const RULE = 'The disk is full within 4 days';
const DAY_SECONDS = 86_400;
const HOUR = 3_600_000;

/** A disk that is at 90 of 100 now and gains five a day, with a little of the watched series' noise. */
function fillingDisk(now: number): string {
  const at = Math.round(now / 1000);
  return `90 + (time() - ${at}) / ${DAY_SECONDS} * 5 + 0.005 * ${METRIC}{service="checkout"}`;
}

function asks(output: 'forecast' | 'probability', now: number): object {
  const limit = { value: 100, expr: '', side: 'above' };
  return { ...query(output, fillingDisk(now)), step: '1h', forecast: { horizon: '4d', levels: [50, 80], limit } };
}

function dashboardOf(now: number): object {
  const panel = (id: number, type: string, title: string, y: number): object => ({
    id,
    type,
    title,
    gridPos: { x: 0, y, w: 24, h: 12 },
    datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
    targets: [asks('forecast', now)],
  });
  return {
    uid: NAMES.forecasts,
    title: 'Nightjar: forecasts',
    timezone: 'browser',
    time: { from: 'now-1d', to: 'now+4d' },
    panels: [
      panel(1, 'nightjar-forecast-panel', 'Disk: the forecast panel', 0),
      panel(2, 'timeseries', 'Disk: an ordinary time series panel', 12),
    ],
    schemaVersion: 41,
  };
}

/** Lines beyond now in both kinds of panel, and a rule on what comes. */
export const FORECAST_CHECKS: readonly Check[] = [
  {
    name: 'a forecast goes beyond the present, and one origin has one forecast',
    run: async ({ grafana }) => {
      const now = Date.now();
      const [short, long] = await Promise.all(
        [6, 12].map((hours) => ask(grafana, asks('forecast', now), now - hours * HOUR, now))
      );
      const [times, mean] = ['time', 'mean'].map((name) => column(short.frames[0], name) as (number | null)[]);
      demand((times.at(-1) ?? 0) > now + 90 * HOUR, 'the forecast does not reach four days ahead');
      const other = column(long.frames[0], 'mean') as (number | null)[];
      demand(JSON.stringify(mean.slice(-96)) === JSON.stringify(other.slice(-96)), 'two ranges have two forecasts');
    },
  },
  {
    name: 'the forecast panel and an ordinary time series panel draw what comes',
    run: async ({ grafana, browser }) => {
      const dashboard = dashboardOf(Date.now());
      await grafana.call('POST', '/api/dashboards/db', { dashboard, overwrite: true });
      const { page, problems } = await browser.open(`/d/${NAMES.forecasts}?kiosk`);
      await page.locator('canvas').nth(1).waitFor({ timeout: 60_000 });
      await page.waitForTimeout(2500);
      await browser.picture(page, 'forecasts');
      await page.close();
      demand(problems.length === 0, problems.join('\n'));
    },
  },
  {
    name: 'an alert rule fires on the probability that a disk is full within four days',
    run: async ({ grafana, browser }) => {
      await addRule(grafana, RULE, numberRule(NAMES.forecastRule, RULE, asks('probability', Date.now())));
      try {
        await until('the rule fires', 120, async () => ((await ruleState(grafana, RULE)) === 'firing' ? true : null));
        const { page } = await browser.open(`/alerting/list?view=list`);
        await page.waitForTimeout(3000);
        await browser.picture(page, 'forecast-alert');
        await page.close();
      } finally {
        await removeRule(grafana, NAMES.forecastRule);
      }
    },
  },
];
