import { RESULT_LABELS, RESULT_METRICS } from '../../../contract/monitor.ts';
import { ask } from '../ask.ts';
import { demand } from '../bench.ts';
import type { Check } from '../bench.ts';
import { until } from '../grafana-client.ts';
import { METRIC } from '../live-metrics.ts';
import { monitorQuery, NAMES } from '../resources.ts';
import { watchedMonitor } from '../watched-monitor.ts';

/** Results without the plugin: Grafana's own Prometheus datasource. */
export const READ_API_CHECKS: readonly Check[] = [
  {
    name: "Grafana's Prometheus datasource reads the monitor's results, and its health is fine",
    run: async (bench) => {
      const { grafana } = bench;
      const { id, name } = await watchedMonitor(bench);
      const health = await grafana.call<{ status: string }>('GET', `/api/datasources/uid/${NAMES.results}/health`);
      demand(health.status === 'OK', `health is ${JSON.stringify(health)}`);
      const expr = `${RESULT_METRICS.score}{${RESULT_LABELS.monitorId}="${id}"}`;
      const datasource = { type: 'prometheus', uid: NAMES.results };
      const model = {
        refId: 'A',
        datasource,
        expr,
        range: true,
        instant: false,
        intervalMs: 15_000,
        maxDataPoints: 500,
      };
      const to = Math.floor(Date.now() / 15_000) * 15_000;
      const { frames } = await ask(grafana, model, to - 1_800_000, to);
      demand(frames.length === 4, `${frames.length} series of scores, not the four services`);
      const labels = frames[0].schema.fields[1].labels ?? {};
      demand(labels[RESULT_LABELS.monitor] === name, `the labels are ${JSON.stringify(labels)}`);
      demand(
        labels[RESULT_LABELS.metric] === METRIC && 'service' in labels,
        `the labels are ${JSON.stringify(labels)}`
      );

      const ours = await ask(grafana, monitorQuery(id, 'scores'), to - 1_800_000, to);
      const own = new Map(ours.frames.map((frame) => [frame.schema.fields[1].labels?.service, frame.data.values]));
      for (const { schema, data } of frames) {
        const service = schema.fields[1].labels?.service;
        const [times, scores] = data.values as number[][];
        const [ownTimes, ownScores] = (own.get(service) ?? []) as number[][];
        const at = new Map(ownTimes.map((time, i) => [time, ownScores[i]]));
        const both = times.flatMap((time, i) => (at.has(time) ? [Math.abs((at.get(time) ?? 0) - scores[i])] : []));
        demand(both.length > 50, `${both.length} scores of ${service} are in both answers`);
        demand(Math.max(...both) < 1e-6, `scores of ${service} differ by ${Math.max(...both)}`);
      }
    },
  },
  {
    name: 'Explore draws the results through the Prometheus datasource',
    run: async ({ grafana, browser }) => {
      await until('the metrics browser knows the metric', 30, async () => {
        const path = `/api/datasources/uid/${NAMES.results}/resources/api/v1/label/__name__/values`;
        const { data } = await grafana.call<{ data: string[] }>('GET', path);
        return data.includes(RESULT_METRICS.score) ? true : null;
      });
      const pane = {
        datasource: NAMES.results,
        queries: [{ refId: 'A', expr: RESULT_METRICS.score, legendFormat: '{{service}}', range: true }],
        range: { from: 'now-1h', to: 'now' },
      };
      const panes = encodeURIComponent(JSON.stringify({ a: pane }));
      const { page } = await browser.open(`/explore?schemaVersion=1&orgId=1&panes=${panes}`);
      await page.locator('.u-over').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1500);
      await browser.picture(page, 'read-api-explore');
      await page.close();
    },
  },
];
