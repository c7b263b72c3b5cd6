import type { RangeReply } from '../../sources/source.ts';
import type { ExogenousSource } from '../../forecasters/preparation/exogenous.ts';
import type { Labels, Series } from '../../series/series.ts';
import type { ForecastRequest } from './forecast-request.ts';
import { matchLabels } from './match-labels.ts';

/** Series that may explain others, of one query. */
export interface Explaining {
  readonly name: string;
  readonly past: RangeReply;
  /** Over the horizon; null where nobody knows it yet. */
  readonly future: RangeReply | null;
}

/**
 * What the exogenous queries give over the training window and, for those that know what is to come (a plan, the calendar, what was some time ago), over the horizon. Such a
 * query answers for instants that lie ahead now; a forecast from an earlier origin is given no more than that, though by now all is known.
 */
export async function fetchExogenous(request: ForecastRequest, now: number): Promise<Explaining[]> {
  const { plan, source, origin, signal } = request;
  const { step, trainingWindow, horizon } = plan;
  const ask = (expr: string, start: number, end: number): Promise<RangeReply> =>
    source.queryRange({ expr, start, end, step, signal });
  const ahead = Math.floor(now / step) * step;
  return await Promise.all(
    plan.exogenous.map(async (expr): Promise<Explaining> => {
      const start = Math.ceil((origin - trainingWindow) / step) * step;
      const [past, probe] = await Promise.all([ask(expr, start, origin), ask(expr, ahead + step, ahead + horizon)]);
      const isKnown = probe.series.length > 0 && probe.series.every(({ values }) => values.every(Number.isFinite));
      const future = !isKnown ? null : origin === ahead ? probe : await ask(expr, origin + step, origin + horizon);
      return { name: expr, past, future };
    })
  );
}

/** What explains the series with these labels: over the training window and, where it is known, the horizon. */
export function explainingOf(labels: Labels, all: readonly Explaining[]): ExogenousSource[] {
  return all.flatMap(({ name, past, future }) => {
    const found = matchLabels(labels, past.series);
    const ahead = future && matchLabels(labels, future.series);
    return found ? [{ name, series: ahead ? joined(found, ahead) : found }] : [];
  });
}

function joined(past: Series, future: Series): Series {
  const both = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b]);
  return { labels: past.labels, times: both(past.times, future.times), values: both(past.values, future.values) };
}
