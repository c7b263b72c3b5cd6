import { z } from 'zod';
import { NightjarError } from '../errors.ts';
import type { Series } from '../series/series.ts';

const schema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  v: z.array(z.number().nullable()).min(1),
  step: z.number().positive(),
  start: z.number().optional(),
});

/** A series to forecast, as one line of JSON says it. */
export interface ForecastLine {
  readonly id: string | number | undefined;
  readonly series: Series;
  /** ms. */
  readonly step: number;
}

/** A Monday, so that what has no `start` begins with a week. */
const START = Date.UTC(2026, 0, 5);

/** `{"id","v":[...],"step":seconds,"start":ms?}`, null for a missing value. Throws `bad-request` with the line's number. */
export function parseForecastLine(text: string, number: number): ForecastLine {
  const { id, v, step: seconds, start = START } = checked(text, number);
  const step = seconds * 1000;
  const values = Float64Array.from(v, (value) => value ?? Number.NaN);
  const times = values.map((_, i) => start + i * step);
  return { id, step, series: { labels: id === undefined ? {} : { id: String(id) }, times, values } };
}

function checked(text: string, number: number): z.infer<typeof schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new NightjarError('bad-request', `Line ${number} is no JSON.`, { cause });
  }
  const found = schema.safeParse(json);
  if (!found.success) {
    const { path, message } = found.error.issues[0];
    throw new NightjarError('bad-request', `Line ${number}: ${path.join('.') || 'the line'}: ${message}.`);
  }
  return found.data;
}
