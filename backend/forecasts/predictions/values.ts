import { peaks, spreadOf, valuesAt } from './course-quantiles.ts';
import type { PredictionInput, Predictor, Said } from './prediction-input.ts';
import { amount, stretch } from './words.ts';

const spanOf = ({ forecast: { origin, times } }: PredictionInput): number => times[times.length - 1] - origin;

/** Where the series will stand at the horizon's end: the forecast's mean and interval there. */
export const performanceForecast: Predictor = {
  kind: 'performance_forecast',
  name: 'Performance forecast',
  summary: 'The value expected at the end of the horizon.',
  predict(input): Said {
    const { forecast, level, unit } = input;
    const end = forecast.times.length - 1;
    const value = forecast.mean[end];
    const stated = forecast.intervals.find((interval) => Math.abs(interval.level * 100 - level) < 1e-9);
    const { lower, upper } = stated
      ? { lower: stated.lower[end], upper: stated.upper[end] }
      : spreadOf(valuesAt(forecast, end), level);
    const summary = `In ${stretch(spanOf(input))} it is expected at ${amount(value, unit)}, and with ${level} % between ${amount(lower, unit)} and ${amount(upper, unit)}.`;
    return { value, lower, upper, unit, summary };
  },
};

/** How much of a resource will be needed at most: the middle of the courses' peaks, which lies above the peak of the mean. */
export const resourceUsage: Predictor = {
  kind: 'resource_usage',
  name: 'Resource usage',
  summary: 'The highest value within the horizon.',
  predict(input): Said {
    const { forecast, level, unit, limit } = input;
    const { lower, middle, upper } = spreadOf(peaks(forecast), level);
    const used =
      typeof limit?.value === 'number' && limit.side === 'above' && limit.value > 0
        ? ` (${Math.round((middle / limit.value) * 100)} % of the limit)`
        : '';
    const summary = `Within ${stretch(spanOf(input))} at most ${amount(middle, unit)}${used} is expected, and with ${level} % between ${amount(lower, unit)} and ${amount(upper, unit)}.`;
    return { value: middle, lower, upper, unit, summary };
  },
};
