import type { Labels } from '../../series/series.ts';
import type { ForecastRequest } from './forecast-request.ts';
import { matchLabels } from './match-labels.ts';
import type { ForecastNotice } from './forecast-evaluation.ts';

/** The limit of each series, in the series' unit; null where there is none for it. */
export interface Limits {
  readonly values: readonly (number | null)[];
  readonly notices: readonly ForecastNotice[];
}

/** The limits of series by their labels, as they are at the origin. Throws what the source throws. */
export async function findLimits(request: ForecastRequest, series: readonly Labels[]): Promise<Limits> {
  const { plan, source, origin, signal } = request;
  const { limit, step } = plan;
  if (!limit || limit.value !== null) {
    return { values: series.map(() => limit?.value ?? null), notices: [] };
  }
  const reply = await source.queryRange({ expr: limit.expr, start: origin, end: origin, step, signal });
  const known = reply.series.flatMap(({ labels, values }) => {
    const value = values.at(-1) ?? Number.NaN;
    return Number.isFinite(value) ? [{ labels, value }] : [];
  });
  const values = series.map((labels) => matchLabels(labels, known)?.value ?? null);
  const without = values.filter((value) => value === null).length;
  const notices: ForecastNotice[] = reply.warnings.map((text) => ({ severity: 'warning', text }));
  if (without > 0) {
    const which =
      values.length === 1 ? 'The series has no limit' : `${without} of ${values.length} series have no limit`;
    notices.push({
      severity: 'warning',
      text: `${which}: the limit's query gives ${known.length === 0 ? 'no value now' : 'none with equal labels'}.`,
    });
  }
  return { values, notices };
}
