import { z } from 'zod';
import { LIMIT_SIDES, PREDICTIONS } from '../../contract/forecast.ts';

/** A number of a reply; null where there is none (JSON has no NaN). */
const figure = z.number().nullable();
const figures = z.array(figure);
const numbers = z.array(z.number());
const time = z.number().describe('ms since the epoch.');

export const hitTimesRecord = z.object({
  limit: z.number(),
  side: z.enum(LIMIT_SIDES),
  isPast: z.boolean().describe('Whether it is past the limit already.'),
  probability: z.number().describe('Share (0..1) of simulated courses that go past it within the horizon.'),
  p10: figure.describe('By when 10 in 100 courses have, ms from the origin; null: not within the horizon.'),
  p50: figure,
  p90: figure,
  byStep: numbers.describe('How probable it is to be past by each step of the horizon, 0..1.'),
});

export const accuracyRecord = z.object({
  origins: z.number().describe('Origins it was tried from; 0 where the past is too short.'),
  mase: figure.describe('Mean absolute scaled error over those origins.'),
  naiveMase: figure.describe('The same of the seasonal naive forecast.'),
  isWorseThanNaive: z.boolean(),
  mae: figure.describe("In the series' unit."),
  coverage: z.array(z.object({ level: z.number(), share: figure })).describe('Levels and shares are 0..1.'),
  byLead: z.array(z.object({ lead: z.number(), mae: figure, naiveMae: figure, coverage: figure })),
});

/** A forecast of one series as the API's record of it; levels are 0..1. */
export const forecastRecord = z.object({
  labels: z.record(z.string(), z.string()),
  unit: z.string().describe('Grafana unit id.'),
  origin: time.describe('The last instant it knows of, ms since the epoch.'),
  step: z.number().describe('ms.'),
  horizon: z.number().describe('ms.'),
  times: z.array(time),
  mean: numbers,
  intervals: z.array(z.object({ level: z.number(), lower: numbers, upper: numbers })).describe('Narrowest first.'),
  components: z
    .array(
      z.object({
        kind: z.enum(['level', 'trend', 'season', 'holiday', 'exogenous', 'other']),
        name: z.string(),
        values: numbers,
      })
    )
    .describe('Parts of the mean before floor and ceiling, which they add up to.'),
  members: z.array(z.object({ forecaster: z.string(), name: z.string(), weight: z.number(), mase: figure })),
  forecaster: z.string(),
  periods: numbers.describe('Lengths of the seasons found, ms.'),
  trained: z.object({ from: time, to: time, points: z.number() }),
  accuracy: accuracyRecord,
  hits: hitTimesRecord.nullable().describe('When it goes past the limit; null where the query has none.'),
  history: z
    .object({ times: z.array(time), values: figures })
    .describe('The last three horizons before the origin, at least 200 points; null for a missing value.'),
  fitted: z
    .object({ times: z.array(time), values: figures })
    .describe('What it would have forecast one step ahead in the past.'),
  earlier: z
    .array(z.object({ origin: time, step: z.number(), times: z.array(time), mean: numbers }))
    .describe('What was forecast from earlier origins, newest first.'),
  notes: z.array(z.string()).describe('Sentences for the user.'),
});

export type ForecastRecord = z.infer<typeof forecastRecord>;

export const predictionRecord = z.object({
  kind: z.enum(PREDICTIONS),
  labels: z.record(z.string(), z.string()),
  value: figure,
  lower: figure,
  upper: figure,
  unit: z.string().describe('Grafana unit id.'),
  level: z.number().describe('Percent.'),
  horizon: z.number().describe('ms.'),
  origin: time,
  model: z.string(),
  summary: z.string().describe('One sentence for people.'),
  why: z.string().optional().describe('Why there is no value.'),
  hits: hitTimesRecord.optional(),
  trend: z
    .object({ perWeek: z.number(), pValue: z.number(), isSignificant: z.boolean() })
    .optional()
    .describe('Change a week, and how probable so much is without any trend.'),
});

export type PredictionRecord = z.infer<typeof predictionRecord>;

const notice = z.object({ severity: z.enum(['info', 'warning']), text: z.string() });

/** The reply of the route of forecasts. */
export const forecastReply = z.object({ forecasts: z.array(forecastRecord), notices: z.array(notice) });
export type ForecastReply = z.infer<typeof forecastReply>;

/** The reply of the routes of the six predictions. */
export const predictionReply = z.object({ predictions: z.array(predictionRecord), notices: z.array(notice) });
export type PredictionReply = z.infer<typeof predictionReply>;
