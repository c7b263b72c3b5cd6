import { z } from 'zod';
import { sortedMedian } from '../../features/order-statistics.ts';
import type { Forecaster, Past, PointForecast } from '../forecaster.ts';

const schema = z.object({
  season: z
    .enum(['longest', 'shortest', 'none'])
    .default('longest')
    .describe('Which of the seasons found is repeated; none repeats the last value.'),
  cycles: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('Of how many of the newest seasons (or values) the median is repeated.'),
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

/** One season of medians of the same place in the newest `cycles` of them. */
export function medianSeason(values: Float64Array, season: number, cycles: number): Float64Array {
  const length = Math.min(season, values.length);
  const whole = Math.min(cycles, Math.floor(values.length / length));
  return Float64Array.from({ length }, (_, place) => {
    const at = values.length - length + place;
    return sortedMedian(Float64Array.from({ length: whole }, (__, cycle) => values[at - cycle * length]).sort());
  });
}

function courseOf(past: Pick<Past, 'values' | 'periods'>, horizon: number, settings: SeasonalNaiveSettings) {
  const length = naiveSeason(past, settings.season);
  const usual = settings.cycles === 1 ? past.values : medianSeason(past.values, length, settings.cycles);
  return repeatSeason(usual, length, horizon);
}

function predictOne(past: Past, horizon: number, settings: SeasonalNaiveSettings): PointForecast {
  const length = naiveSeason(past, settings.season);
  const mean = courseOf(past, horizon, settings);
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
  fit: (pasts, { cycles }) =>
    Promise.resolve(
      pasts.map(({ values, periods }) => ({
        forecaster: 'seasonal-naive',
        points: values.length,
        parameters: null,
        notes: periods.length === 0 && cycles === 1 ? ['No season was found: the last value is repeated.'] : [],
      }))
    ),
  predict: (_, pasts, horizon, settings) => Promise.resolve(pasts.map((past) => predictOne(past, horizon, settings))),
  rolling: ({ values, periods }, origins, horizon, settings) =>
    Promise.resolve(
      origins.map((known) => courseOf({ values: values.subarray(0, known), periods }, horizon, settings))
    ),
};
