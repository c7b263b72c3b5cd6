import { zOfLevel } from './normal.ts';
import { unsaid } from './prediction-input.ts';
import type { PredictionInput, Predictor, Said } from './prediction-input.ts';
import { blockMeans } from './trend/block-means.ts';
import { removeSeasons } from './trend/remove-seasons.ts';
import { LEAST_POINTS, trendTest } from './trend/trend-test.ts';
import { amount, stretch } from './words.ts';

const WEEK_MS = 604_800_000;
/** Stretches a history is divided into at most: enough to tell how its noise hangs together. */
const MOST_BLOCKS = 300;

/** How the series changes a week over its history, seasons taken out, and whether that is more than its noise does without any trend. */
export const performanceTrend: Predictor = {
  kind: 'performance_trend',
  name: 'Performance trend',
  summary: 'The change a week over the training window, and whether it is more than chance.',
  predict({ forecast, history, level, unit }: PredictionInput): Said {
    const { times, values } = history;
    const step = times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : 0;
    const seasons = forecast.periods.map((period) => Math.round(period / step));
    const { means, size } = blockMeans(removeSeasons(values, seasons), MOST_BLOCKS);
    if (means.length < LEAST_POINTS) {
      return unsaid(unit, `A trend is told from ${LEAST_POINTS} values on: take a longer training window.`);
    }
    const { slope, error, pValue } = trendTest(means);
    const aWeek = WEEK_MS / (step * size);
    const perWeek = slope * aWeek;
    const half = zOfLevel(level) * error * aWeek;
    const isSignificant = pValue < 1 - level / 100;
    const span = stretch(times[times.length - 1] - times[0]);
    const chance = `so much comes about without a trend in ${pValue < 0.001 ? 'under 0.1' : amount(pValue * 100)} % of cases`;
    const summary = isSignificant
      ? `It ${perWeek > 0 ? 'rises' : 'falls'} by ${amount(Math.abs(perWeek), unit)} a week over the last ${span} (${chance}).`
      : `No trend shows over the last ${span}: ${amount(perWeek, unit)} a week, and ${chance}.`;
    return {
      value: perWeek,
      lower: perWeek - half,
      upper: perWeek + half,
      unit,
      model: 'trend-test',
      summary,
      trend: { perWeek, pValue, isSignificant },
    };
  },
};
