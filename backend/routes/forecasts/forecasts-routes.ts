import { z } from 'zod';
import { PREDICTIONS } from '../../../contract/forecast.ts';
import { querySchema } from '../../answers/query-model.ts';
import { forecastFields } from '../../evaluation/forecast-fields.ts';
import { forecastReply, predictionReply } from '../../forecasts/forecast-record.ts';
import { timeSchema } from '../query/time.ts';
import { defineRoute } from '../route.ts';

const body = querySchema.omit({ output: true, monitor: true, select: true }).extend({
  forecast: forecastFields.optional().describe('What is asked of the forecast.'),
  at: timeSchema.optional().describe('The forecast begins at the last full step before it; now where it is absent.'),
  patient: z
    .boolean()
    .default(true)
    .describe("For the risk of an anomaly: wait for every model of the query's detector instead of the newest alone."),
});

/** Forecasts of one query as records: for the page Forecasts, scripts and other programs. */
export const forecastsRoute = defineRoute({
  method: 'post',
  path: '/forecasts',
  summary: 'What the series of a query are expected to do, with intervals, accuracy and when they hit a limit.',
  role: 'Viewer',
  body,
  reply: forecastReply,
  handle({ body: { at = Date.now(), patient, ...model } }, { core, connection, signal }) {
    const asked = { model, at, path: '/api/v1/forecasts', patient };
    return core.askForecasts(connection, asked, forecastReply, signal, (context) =>
      core.forecasts.records(asked, context)
    );
  },
});

/** One of the six predictions of one query as records. */
export const predictionsRoute = defineRoute({
  method: 'post',
  path: '/predictions/:kind',
  summary: 'One of the six predictions for every series of a query: value, interval, level, horizon and model.',
  role: 'Viewer',
  params: z.object({ kind: z.enum(PREDICTIONS) }),
  body,
  reply: predictionReply,
  handle({ params: { kind }, body: { at = Date.now(), patient, ...model } }, { core, connection, signal }) {
    const asked = { model, at, path: `/api/v1/predictions/${kind}`, patient };
    return core.askForecasts(connection, asked, predictionReply, signal, (context) =>
      core.forecasts.predictions(kind, asked, context)
    );
  },
});
