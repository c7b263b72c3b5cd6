import type { MonitorSpec } from '../../api/monitors.ts';

/** A field that differs; `null` where one side has none. */
export interface FieldChange {
  /** Its path, as in YAML: `training.window`, `labels.team`, `queries.0.expr`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two specs, in the order of the fields. */
export function specDiff(before: MonitorSpec, after: MonitorSpec): FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Every plain value of an object by its path, as text; lists of plain values are one value. */
function leavesOf(value: object): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (at: unknown, path: string) => {
    if (typeof at === 'object' && at !== null && !isPlainList(at)) {
      Object.entries(at).forEach(([name, inner]) => visit(inner, path === '' ? name : `${path}.${name}`));
    } else if (at !== undefined) {
      leaves.set(path, isPlainList(at) ? at.join(', ') : String(at));
    }
  };
  visit(value, '');
  return leaves;
}

function isPlainList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object');
}
