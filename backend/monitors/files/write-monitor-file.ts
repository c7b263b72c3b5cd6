import { stringify } from 'yaml';
import type { MonitorSpec } from '../monitor-spec.ts';
import { monitorSpec } from '../monitor-spec.ts';

/** Monitors as a YAML file that `readMonitorFile` reads back to the same specs; what equals the default is left out. */
export function writeMonitorFile(
  specs: readonly MonitorSpec[],
  owner: { readonly orgId: number; readonly datasource: string }
): string {
  const head = { ...(owner.orgId === 1 ? {} : { orgId: owner.orgId }), datasource: owner.datasource };
  return stringify({ ...head, monitors: specs.map(withoutDefaults) }, { lineWidth: 120, aliasDuplicateObjects: false });
}

function withoutDefaults(spec: MonitorSpec): Record<string, unknown> {
  const plain = monitorSpec.parse({ name: spec.name, queries: [{ expr: 'up' }] });
  return differing(spec, { ...plain, name: undefined, queries: undefined }) as Record<string, unknown>;
}

/** The part of `value` that differs from `plain`, field by field. */
function differing(value: unknown, plain: unknown): unknown {
  if (!isRecord(value)) {
    return Array.isArray(value)
      ? value.map((item) => (isRecord(item) && item.legend === '' ? { expr: item.expr } : item))
      : value;
  }
  const base = isRecord(plain) ? plain : {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => JSON.stringify(item) !== JSON.stringify(base[key]))
      .map(([key, item]) => [key, isRecord(base[key]) ? differing(item, base[key]) : differing(item, undefined)])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
