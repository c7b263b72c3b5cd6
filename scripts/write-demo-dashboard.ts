import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { demoDashboard } from '../demo/grafana/dashboard.ts';
import { BUNDLED_INCIDENTS, DEMO_INCIDENTS, incidentsDashboard } from '../demo/grafana/incidents.ts';

/** Writes the dashboards of the demo, and the app's own one of incidents; run it when their queries change (a test compares them). */
const root = join(import.meta.dirname, '..');
const dashboards: Readonly<Record<string, object>> = {
  'provisioning/dashboards/shop/shop.json': demoDashboard(),
  'provisioning/dashboards/shop/incidents.json': incidentsDashboard(DEMO_INCIDENTS),
  'src/dashboards/nightjar-incidents.json': incidentsDashboard(BUNDLED_INCIDENTS),
};
for (const [path, dashboard] of Object.entries(dashboards)) {
  const file = join(root, path);
  const options = { ...(await resolveConfig(file)), filepath: file };
  writeFileSync(file, await format(JSON.stringify(dashboard), options));
}
