import type { DataQuery } from '@grafana/schema';

/** A PromQL query of a panel or of Explore. */
export interface WatchedTarget {
  readonly expr: string;
  readonly legend: string;
  /** The options of a query of Nightjar's own datasource, and that datasource's uid. */
  readonly nightjar: { readonly uid: string; readonly query: Readonly<Record<string, unknown>> } | null;
}

type Asked = DataQuery & { readonly expr?: unknown; readonly legendFormat?: unknown; readonly output?: unknown };
type Ref = NonNullable<DataQuery['datasource']>;

export const NIGHTJAR_TYPE = 'nightjar-ml-datasource';

/** Types of datasources whose `expr` is PromQL; Loki's, say, is not. */
const SPEAKS_PROMQL = /prometheus|victoriametrics-metrics/;

/** What of a Nightjar query is no option of a monitor. */
const NOT_AN_OPTION = ['expr', 'refId', 'datasource', 'hide', 'key', 'output', 'monitor', 'select', 'legendFormat'];

/**
 * The PromQL queries among those of a panel, without those that are hidden, have no expression, or show what a monitor found. `typeOf` gives the type of
 * a datasource that is known by its uid alone.
 */
export function watchedTargets(
  targets: readonly DataQuery[] | undefined,
  typeOf: (ref: Partial<Ref> | null | undefined) => string | undefined
): WatchedTarget[] {
  return (targets ?? []).flatMap((target: Asked) => {
    const { expr, legendFormat, output, hide, datasource } = target;
    if (hide || typeof expr !== 'string' || expr.trim() === '' || output === 'monitor') {
      return [];
    }
    const type = datasource?.type ?? typeOf(datasource);
    if (type === undefined || (type !== NIGHTJAR_TYPE && !SPEAKS_PROMQL.test(type))) {
      return [];
    }
    const legend = typeof legendFormat === 'string' && legendFormat !== '__auto' ? legendFormat : '';
    const options = Object.entries(target).filter(([name]) => !NOT_AN_OPTION.includes(name));
    const nightjar = type === NIGHTJAR_TYPE ? { uid: datasource?.uid ?? '', query: Object.fromEntries(options) } : null;
    return [{ expr, legend, nightjar }];
  });
}

/** Variables that the backend fills in by the detection step. */
const FILLED_LATER = /^__(rate_)?interval(_ms)?$/;

/** Names of the template variables that an expression still holds. */
export function variablesLeft(expr: string): string[] {
  const found = [...expr.matchAll(/\$(\w+)|\$\{(\w+)[^}]*\}|\[\[(\w+)[^\]]*\]\]/g)].map(([, a, b, c]) => a ?? b ?? c);
  return [...new Set(found)].filter((name) => !FILLED_LATER.test(name));
}
