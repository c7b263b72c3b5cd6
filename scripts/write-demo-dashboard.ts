import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { demoDashboard } from '../demo/grafana/dashboard.ts';

/** Writes the demo's dashboard; run it when its queries change (a test compares the two). */
const file = join(import.meta.dirname, '..', 'provisioning', 'dashboards', 'shop', 'shop.json');
const options = { ...(await resolveConfig(file)), filepath: file };
writeFileSync(file, await format(JSON.stringify(demoDashboard()), options));
