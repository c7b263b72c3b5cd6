import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { forecastRecord } from '../../forecasts/forecast-record.ts';
import { forecastsOf } from '../../monitors/forecasts/forecast-records.ts';
import { watchedForecastList, watchedForecasts } from '../../monitors/forecasts/watched-forecasts.ts';
import { defineMonitorRoute } from './local-or-remote.ts';
import { count, matcherList } from './query-fields.ts';

export const watchedForecastsRoute = defineMonitorRoute({
  method: 'get',
  path: '/forecasts/watched',
  summary: 'The newest forecast of every series of forecast monitors, soonest to go past its limit first.',
  role: 'Viewer',
  query: z.object({ limit: count(10_000, 1_000) }),
  reply: watchedForecastList,
  async handle({ query: { limit } }, { store, owner }) {
    const rows = await watchedForecasts(store, owner);
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  },
});

export const monitorForecastsRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id/forecasts',
  summary: 'What a monitor foretold, from the newest origin or from the one that was the newest at a time.',
  role: 'Viewer',
  params: z.object({ id: z.string().min(1).max(100) }),
  query: z.object({
    labels: matcherList.describe('Matchers of the series, such as service="cart"; all must hold.'),
    origin: z.coerce.number().optional().describe('ms since the epoch: the newest forecast at or before it.'),
  }),
  reply: z.object({
    origins: z.array(z.number()).describe('Instants there are forecasts from, newest first, ms since the epoch.'),
    forecasts: z.array(forecastRecord),
  }),
  async handle({ params: { id }, query: { labels, origin } }, { store, owner }) {
    const monitor = await store.getMonitor(owner, id);
    if (!monitor) {
      throw new NightjarError('not-found', `There is no monitor '${id.slice(0, 60)}'.`);
    }
    const { origins, forecasts } = await forecastsOf(store, monitor, { origin, matchers: labels });
    return { origins: [...origins], forecasts: [...forecasts] };
  },
});
