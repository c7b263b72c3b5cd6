import { z } from 'zod';

const DAY_MS = 86_400_000;

/** A time of a query string. */
export const timeField = z.coerce.number().min(0).max(8.64e15).optional().describe('ms since the epoch');

/** Two times of a query string: the last day where they are left out. */
export const timeRange = z
  .object({ from: timeField, to: timeField })
  .transform(({ from, to = Date.now() }) => ({ from: from ?? to - DAY_MS, to }))
  .refine(({ from, to }) => from < to, { error: 'from must be before to' });
