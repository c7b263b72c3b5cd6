import { z } from 'zod';
import { LIMIT_SIDES, PREDICTIONS } from '../../contract/forecast.ts';
import { durationField } from './detection-fields.ts';

/** Whether the runtime knows a time zone by this name of the IANA data base. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const expr = z.string().trim().min(1, { error: 'must be a PromQL expression' }).max(20_000);
const level = z.number().gt(0).lt(100);

/** What queries and monitors say alike of a forecast; what is absent takes `FORECAST_DEFAULTS`. */
export const forecastFields = z.strictObject({
  forecaster: z.string().min(1).max(100).optional().describe('Id of a forecaster.'),
  settings: z.record(z.string(), z.unknown()).optional().describe("The forecaster's own settings."),
  horizon: durationField.optional().describe('How far it looks ahead: a duration such as 60m or 4d.'),
  level: level.optional().describe('Percent of values that lie within the interval: above 0, below 100.'),
  levels: z.array(level).max(5).optional().describe('Further levels, for a fan.'),
  limit: z
    .strictObject({
      value: z.number().nullable().default(null).describe("In the series' unit."),
      expr: z.string().trim().max(20_000).default('').describe('PromQL that gives it: one value, or one a series.'),
      side: z.enum(LIMIT_SIDES).default('above').describe('Which side of it is the bad one.'),
    })
    .optional()
    .describe('What the series must not go past.'),
  prediction: z.enum(PREDICTIONS).optional().describe('Which of the six predictions the output `prediction` gives.'),
  exogenous: z.array(expr).max(5).optional().describe('PromQL of series that may explain this one.'),
  floor: z
    .union([z.enum(['auto', 'none']), z.number()])
    .optional()
    .describe('No value can lie below it; auto: 0 where the series never was below 0.'),
  ceiling: z
    .union([z.literal('none'), z.number()])
    .optional()
    .describe('No value can lie above it.'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as UTC or Europe/Berlin' })
    .optional()
    .describe('Whose clock days and weeks are told by.'),
  earlier: z.int().min(0).max(20).optional().describe('How many earlier forecasts are answered beside the newest.'),
});
