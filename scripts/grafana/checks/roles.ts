import { randomBytes } from 'node:crypto';
import { demand } from '../bench.ts';
import type { Bench, Check } from '../bench.ts';
import { GrafanaClient } from '../grafana-client.ts';
import { NightjarApi, RESOURCES } from '../nightjar-api.ts';
import { NAMES } from '../resources.ts';
import { addNightjar } from '../set-up.ts';
import { MONITOR, watchedMonitor } from '../watched-monitor.ts';

/** Who may do what, and who sees what. */
export const ROLE_CHECKS: readonly Check[] = [
  {
    name: 'a Viewer is refused every change with 403, and is shown no buttons for one',
    run: async (bench) => {
      const { grafana, browser } = bench;
      const { id } = await watchedMonitor(bench);
      const [detection] = await new NightjarApi(grafana).detections(id);
      const password = randomBytes(12).toString('hex');
      const viewer = await addViewer(bench, password);
      const changes: ReadonlyArray<readonly [string, string, unknown?]> = [
        ['POST', 'monitors', { spec: { ...MONITOR, name: 'by a viewer' } }],
        ['PUT', `monitors/${id}`, { spec: MONITOR, version: 1 }],
        ['POST', `monitors/${id}/pause`, {}],
        ['POST', `monitors/${id}/resume`, {}],
        ['POST', `monitors/${id}/feedback`, {}],
        ['POST', `monitors/${id}/exclusions`, { start: 0, end: 1 }],
        [
          'POST',
          'suppressions',
          { matchers: [{ label: 'service', op: '=', value: 'cart' }], startsAt: 0, endsAt: 1, reason: 'a' },
        ],
        ['POST', 'backtests', { spec: MONITOR, from: Date.now() - 3_600_000, to: Date.now() }],
        ['GET', 'audit'],
        ['DELETE', `monitors/${id}`],
        ...(detection ? [['POST', `detections/${detection.id}/verdict`, { verdict: 'false' }] as const] : []),
      ];
      for (const [method, path, body] of changes) {
        const { status, text } = await viewer.send(method, RESOURCES + path, body);
        demand(status === 403, `${method} ${path} of a Viewer gives ${status} ${text.slice(0, 200)}`);
      }
      await viewer.call('GET', `${RESOURCES}monitors/${id}`);

      const open = await browser.logIn(NAMES.viewer, password);
      for (const [path, picture] of [
        [`monitors/${id}`, 'viewer-monitor'],
        ['monitors', 'viewer-monitors'],
        ['monitors/new', 'viewer-form'],
        ['detections', 'viewer-detections'],
      ]) {
        const { page, problems } = await open(`/a/nightjar-ml-app/${path}?ds=${NAMES.datasource}`);
        await page
          .getByText(/Your role in Grafana is Viewer|Viewer/)
          .first()
          .waitFor({ timeout: 60_000 });
        await page.waitForTimeout(1500);
        await browser.picture(page, picture);
        for (const name of [
          'Edit',
          'Pause',
          'Delete',
          'False',
          'Create monitor',
          'New monitor',
          'Apply the verdicts',
        ]) {
          const count = await page
            .getByRole('button', { name, exact: true })
            .or(page.getByRole('link', { name, exact: true }))
            .count();
          demand(count === 0, `${path} shows a Viewer "${name}"`);
        }
        await page.close();
        demand(problems.length === 0, problems.join('\n'));
      }
    },
  },
  {
    name: 'another organisation with a datasource of the same uid sees no monitor, detection or result',
    run: async (bench) => {
      const { grafana, prometheus } = bench;
      const { id } = await watchedMonitor(bench);
      const [detection] = await new NightjarApi(grafana).detections(id);
      const { orgId } = await grafana.call<{ orgId: number }>('POST', '/api/orgs', { name: NAMES.organisation });
      const stranger = grafana.within(orgId);
      await addNightjar(stranger, { prometheusUrl: prometheus.url });
      const api = new NightjarApi(stranger);
      const monitors = await api.monitors();
      demand(monitors.length === 0, `another organisation sees ${monitors.length} monitors`);
      const { detections } = await api.call<{ detections: unknown[] }>('GET', 'detections');
      demand(detections.length === 0, `another organisation sees ${detections.length} detections`);
      for (const [method, path, body] of [
        ['GET', `monitors/${id}`],
        ['GET', `monitors/${id}/versions`],
        ['GET', `monitors/${id}/yaml`],
        ['POST', `monitors/${id}/pause`, {}],
        ['DELETE', `monitors/${id}`],
        ['GET', `detections/${detection?.id ?? 'none'}`],
        ['POST', `detections/${detection?.id ?? 'none'}/verdict`, { verdict: 'false' }],
      ] as const) {
        const { status, text } = await stranger.send(method, RESOURCES + path, body);
        demand(status === 404, `${method} ${path} of another organisation gives ${status} ${text.slice(0, 200)}`);
      }
      const { entries } = await api.call<{ entries: unknown[] }>('GET', 'audit');
      demand(entries.length === 0, `another organisation sees ${entries.length} entries of the audit`);
      demand((await watchedMonitor(bench)).id === id, 'the monitor is gone');
    },
  },
];

async function addViewer({ grafana }: Bench, password: string): Promise<GrafanaClient> {
  const { id } = await grafana.call<{ id: number }>('POST', '/api/admin/users', {
    name: NAMES.viewer,
    login: NAMES.viewer,
    password,
  });
  await grafana.call('PATCH', `/api/org/users/${id}`, { role: 'Viewer' });
  return new GrafanaClient(grafana.url, NAMES.viewer, password);
}
