import { z } from 'zod';
import type { Forecaster, Past, PointForecast } from '../forecaster.ts';

const schema = z.object({
  season: z
    .enum(['longest', 'shortest', 'none'])
    .default('longest')
    .describe('Which of the seasons found is repeated; none repeats the last value.'),
});

type SeasonalNaiveSettings = z.infer<typeof schema>;

/** The season repeated, in points; 1 where the last value is. */
export function naiveSeason({ periods }: Pick<Past, 'periods'>, season: SeasonalNaiveSettings['season']): number {
  const chosen = season === 'longest' ? periods.at(-1) : season === 'shortest' ? periods[0] : undefined;
  return chosen ?? 1;
}

/** The last `season` values over and over. */
export function repeatSeason(values: Float64Array, season: number, horizon: number): Float64Array {
  const length = Math.min(season, values.length);
  const last = values.subarray(values.length - length);
  return Float64Array.from({ length: horizon }, (_, step) => last[step % length]);
}

function predictOne(past: Past, horizon: number, { season }: SeasonalNaiveSettings): PointForecast {
  const length = naiveSeason(past, season);
  const mean = repeatSeason(past.values, length, horizon);
  return { mean, components: [{ kind: length > 1 ? 'season' : 'level', name: 'As before', values: mean }] };
}

/** What was one season ago (Hyndman and Athanasopoulos 2021, section 5.2); without a season, the last value. The mark that others are measured against. */
export const seasonalNaive: Forecaster<SeasonalNaiveSettings> = {
  id: 'seasonal-naive',
  name: 'Seasonal naive',
  summary: 'Repeats the last season. Take it as the mark to beat, or where nothing but the rhythm is to be expected.',
  runs: 'typescript',
  exports: false,
  schema,
  fit: (pasts) =>
    Promise.resolve(
      pasts.map(({ values, periods }) => ({
        forecaster: 'seasonal-naive',
        points: values.length,
        parameters: null,
        notes: periods.length === 0 ? ['No season was found: the last value is repeated.'] : [],
      }))
    ),
  predict: (_, pasts, horizon, settings) => Promise.resolve(pasts.map((past) => predictOne(past, horizon, settings))),
  rolling: (past, origins, horizon, { season }) => {
    const length = naiveSeason(past, season);
    return Promise.resolve(origins.map((known) => repeatSeason(past.values.subarray(0, known), length, horizon)));
  },
};
