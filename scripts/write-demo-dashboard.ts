import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoDashboard } from '../demo/grafana/dashboard.ts';

/** Writes the demo's dashboard; run it when its queries change (a test compares the two). */
const file = join(import.meta.dirname, '..', 'provisioning', 'dashboards', 'shop', 'shop.json');
writeFileSync(file, `${JSON.stringify(demoDashboard(), null, 2)}\n`);
