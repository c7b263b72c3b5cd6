import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** Whether the plugin that Grafana loads has been built. */
export function pluginCheck(dist = join(import.meta.dirname, '../../../dist')): Check {
  const manifest = join(dist, 'plugin.json');
  if (!existsSync(manifest)) {
    return { name: 'Grafana plugin', state: 'absent', detail: 'not built here; `npm run build` makes dist/' };
  }
  const { id, info } = JSON.parse(readFileSync(manifest, 'utf8')) as { id: string; info: { version: string } };
  const backend = existsSync(join(dist, 'datasource', 'plugin.json')) ? '' : '; its datasource is missing, build anew';
  return { name: 'Grafana plugin', state: backend ? 'absent' : 'ok', detail: `${id} ${info.version}${backend}` };
}
