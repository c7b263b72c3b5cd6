import type { RangeReply } from '../../sources/source.ts';
import type { ExogenousValues } from '../../forecasts/forecast-request.ts';
import type { Labels } from '../../series/series.ts';
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

/** What explains the series with these labels, of which the first `known` values of the training window are known. */
export function explainingOf(labels: Labels, known: number, all: readonly Explaining[]): ExogenousValues[] {
  return all.flatMap(({ name, past, future }) => {
    const found = matchLabels(labels, past.series);
    const ahead = future && matchLabels(labels, future.series);
    if (!found) {
      return [];
    }
    const coming = ahead && Float64Array.from([...found.values.subarray(known), ...ahead.values]);
    return [{ name, past: found.values.slice(0, known), future: coming }];
  });
}
