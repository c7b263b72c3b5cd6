import { isForecastMonitor } from '../monitors/forecasts/read-forecasts.ts';
import type { Labels } from '../series/series.ts';
import { labelsKey } from '../series/series.ts';
import type { Matcher } from '../../contract/promql.ts';
import type { EndpointRequest } from './endpoints/endpoint.ts';
import { countParameter, timeParameter } from './parameters.ts';
import { parseSelector } from './promql/parse-expression.ts';
import { ReadApiError } from './read-api-error.ts';
import { resultLabels } from './result-labels.ts';
import { forecastLabels } from './select-forecasts.ts';
import { selected } from './select-results.ts';

/** Monitors whose series are read at once. */
const AT_ONCE = 50;

/**
 * Label sets of the results there were between the parameters `start` and `end` (all times where absent) that any of the selectors `match[]` selects;
 * without selectors, all. `demand`: there must be one.
 */
export async function knownLabels(request: EndpointRequest, demand = false): Promise<Labels[]> {
  const { reader, owner, parameters } = request;
  const start = timeParameter(parameters, 'start', -Infinity);
  const end = timeParameter(parameters, 'end', Infinity);
  if (end < start) {
    throw new ReadApiError('bad_data', 'invalid parameter "end": end timestamp must not be before start time');
  }
  const selectors: (readonly Matcher[])[] = (parameters['match[]'] ?? []).map(parseSelector);
  if (demand && selectors.length === 0) {
    throw new ReadApiError('bad_data', 'no match[] parameter provided');
  }
  const found = new Map<string, Labels>();
  for (const matchers of selectors.length > 0 ? selectors : [[]]) {
    const { monitors, metrics, foretold, test } = await selected(reader, owner, matchers);
    for (let first = 0; first < monitors.length; first += AT_ONCE) {
      const known = await Promise.all(monitors.slice(first, first + AT_ONCE).map((one) => reader.known(owner, one)));
      for (const { monitor, labels, firstSeen, lastSeen } of known.flat()) {
        if (firstSeen > end || lastSeen < start) {
          continue;
        }
        const own = resultLabels(monitor, labels);
        const all = isForecastMonitor(monitor)
          ? forecastLabels(monitor, labels, foretold)
          : metrics.map(([, name]) => ({ __name__: name, ...own }));
        for (const named of all) {
          if (test(named)) {
            found.set(labelsKey(named), named);
          }
        }
      }
    }
  }
  return [...found.values()];
}

/** The entries the parameter `limit` leaves, and a warning where there were more. */
export function firstOf<T>(entries: readonly T[], request: EndpointRequest): { data: T[]; warnings?: string[] } {
  const limit = countParameter(request.parameters, 'limit');
  return limit > 0 && entries.length > limit
    ? { data: entries.slice(0, limit), warnings: ['results truncated due to limit'] }
    : { data: [...entries] };
}
