import type { AlertQuery } from '../../contract/alert-query.ts';
import type { ForecastQuery } from '../../contract/forecast.ts';
import { FORECAST_DEFAULTS } from '../../contract/forecast.ts';
import type { StoredQuery } from './stored.ts';

/** Replaces the template variables of a text; `format` says how values of a multi-value variable are joined and escaped. */
export type Replace = (
  text: string,
  format?: (value: unknown, variable: { multi?: boolean; includeAll?: boolean }) => string
) => string;

/** Variables that the backend fills in, since only it knows the detection step and the scrape interval. */
const BACKEND_VARIABLES = /\$(?:__(?:rate_)?interval(?:_ms)?\b|\{__(?:rate_)?interval(?:_ms)?\})/g;

const PLACEHOLDER = '\u0001';

/** The query with every template variable filled in, but for those that the backend fills. */
export function interpolateQuery(query: StoredQuery, replace: Replace): StoredQuery {
  return {
    ...query,
    expr: interpolateExpression(query.expr ?? '', replace),
    monitor: query.monitor === undefined ? undefined : replace(query.monitor),
    legendFormat: query.legendFormat === undefined ? undefined : replace(query.legendFormat),
    trainingWindow: query.trainingWindow === undefined ? undefined : replace(query.trainingWindow),
    step: query.step === undefined ? undefined : interpolateKeeping(query.step, replace),
    settings: query.settings && interpolateSettings(query.settings, replace),
    ...(query.forecast ? { forecast: interpolateForecast(query.forecast, replace) } : {}),
    ...(query.alerts ? { alerts: interpolateAlerts(query.alerts, replace) } : {}),
  };
}

function interpolateAlerts(alerts: Partial<AlertQuery>, replace: Replace): Partial<AlertQuery> {
  const { service, text, labels } = alerts;
  return {
    ...alerts,
    ...(service === undefined ? {} : { service: replace(service) }),
    ...(text === undefined ? {} : { text: replace(text) }),
    ...(labels === undefined ? {} : { labels: replace(labels, promqlValue) }),
  };
}

/** A limit whose text becomes a number is one: `$limit` may stand for a number as well as for PromQL. */
function interpolateForecast(forecast: Partial<ForecastQuery>, replace: Replace): Partial<ForecastQuery> {
  const { horizon, limit, exogenous, timeZone } = forecast;
  const expr = interpolateExpression(limit?.expr ?? '', replace).trim();
  const isNumber = expr !== '' && Number.isFinite(Number(expr));
  return {
    ...forecast,
    ...(horizon === undefined ? {} : { horizon: replace(horizon) }),
    ...(timeZone === undefined ? {} : { timeZone: replace(timeZone) }),
    ...(exogenous === undefined ? {} : { exogenous: exogenous.map((one) => interpolateExpression(one, replace)) }),
    ...(limit === undefined
      ? {}
      : {
          limit: {
            ...FORECAST_DEFAULTS.limit,
            ...limit,
            ...(isNumber ? { value: Number(expr), expr: '' } : { expr }),
          },
        }),
  };
}

/** Fills a PromQL expression; values are escaped as Grafana's Prometheus datasource does. */
export function interpolateExpression(expr: string, replace: Replace): string {
  return interpolateKeeping(expr, (text) => replace(text, promqlValue));
}

function interpolateKeeping(text: string, replace: (text: string) => string): string {
  const kept: string[] = [];
  const guarded = text.replace(BACKEND_VARIABLES, (variable) => {
    kept.push(variable);
    return PLACEHOLDER;
  });
  let index = 0;
  return replace(guarded).replaceAll(PLACEHOLDER, () => kept[index++]);
}

function interpolateSettings(settings: Record<string, unknown>, replace: Replace): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' ? replace(value) : value])
  );
}

/** A single value is escaped for a quoted matcher; several become a regular expression's alternatives. */
export function promqlValue(value: unknown, variable: { multi?: boolean; includeAll?: boolean }): string {
  if (typeof value === 'string') {
    return variable.multi || variable.includeAll ? escapeRegex(value) : escapeQuoted(value);
  }
  if (Array.isArray(value)) {
    const alternatives = value.map((entry) => escapeRegex(String(entry)));
    return alternatives.length === 1 ? alternatives[0] : `(${alternatives.join('|')})`;
  }
  return String(value);
}

function escapeQuoted(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}

function escapeRegex(value: string): string {
  return value
    .replace(/\\/g, '\\\\\\\\')
    .replace(/"/g, '\\\\\\"')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&');
}
