import type { LimitSide } from '../../../contract/forecast.ts';
import { wilson } from './course-quantiles.ts';
import { hitQuantile, hitSteps, hitTimes } from './hit-times.ts';
import { zOfLevel } from './normal.ts';
import { lastValue, unsaid } from './prediction-input.ts';
import type { Predictor, Said } from './prediction-input.ts';
import { amount, percent, stretch } from './words.ts';

const NO_LIMIT = 'There is no limit to hit: give one, a number or a PromQL query.';

const reached = (side: LimitSide, limit: number, unit: string): string =>
  `${side === 'above' ? 'at or above' : 'at or below'} ${amount(limit, unit)}`;

/**
 * The probability that a limit is reached within the horizon: the share of simulated courses that do. The interval says how sure that share is: it rests on no more
 * independent courses than origins of the back-test whose errors they are made of.
 */
export const errorProbability: Predictor = {
  kind: 'error_probability',
  name: 'Error probability',
  summary: 'The probability that the limit is broken within the horizon.',
  needs: 'limit',
  predict(input): Said {
    const { forecast, level, limit } = input;
    if (!limit) {
      return unsaid('percentunit', NO_LIMIT);
    }
    const hits = hitTimes(forecast, limit.value, limit.side, lastValue(input));
    const value = hits.probability;
    const trials = Math.min(forecast.paths.count, forecast.accuracy.origins);
    const { lower, upper } = hits.isPast ? { lower: 1, upper: 1 } : wilson(value, trials, zOfLevel(level));
    const span = stretch(forecast.times[forecast.times.length - 1] - forecast.origin);
    const summary = hits.isPast
      ? `It is ${reached(limit.side, hits.limit, input.unit)} already.`
      : `The probability to be ${reached(limit.side, hits.limit, input.unit)} within ${span} is ${percent(value)}.`;
    return { value, lower, upper, unit: 'percentunit', summary, hits };
  },
};

/** When a limit is reached, in seconds from the origin: the median of the simulated courses' hit times, and the bounds that hold `level` percent of them. */
export const capacityPlanning: Predictor = {
  kind: 'capacity_planning',
  name: 'Capacity planning',
  summary: 'How long until the limit is reached.',
  needs: 'limit',
  predict(input): Said {
    const { forecast, level, limit } = input;
    if (!limit) {
      return unsaid('s', NO_LIMIT);
    }
    const last = lastValue(input);
    const hits = hitTimes(forecast, limit.value, limit.side, last);
    const horizon = forecast.times.length;
    const span = forecast.times[horizon - 1] - forecast.origin;
    const ascending = hitSteps(forecast, limit.value, limit.side, last).sort();
    const secondsBy = (share: number): number | null => {
      const at = hitQuantile(ascending, share);
      return at <= horizon ? ((at / horizon) * span) / 1000 : null;
    };
    const outside = (1 - level / 100) / 2;
    const value = secondsBy(0.5);
    const words = summaryOf(
      hits.isPast,
      reached(limit.side, hits.limit, input.unit),
      hits.probability,
      value,
      secondsBy(0.1),
      span
    );
    return {
      value,
      lower: secondsBy(outside),
      upper: secondsBy(1 - outside),
      unit: 's',
      summary: words,
      ...(value === null ? { why: `Fewer than half of the simulated courses get there within ${stretch(span)}.` } : {}),
      hits,
    };
  },
};

function summaryOf(
  isPast: boolean,
  where: string,
  probability: number,
  median: number | null,
  early: number | null,
  span: number
): string {
  if (isPast) {
    return `It is ${where} already.`;
  }
  if (median === null) {
    return `With ${percent(probability)} it is ${where} within ${stretch(span)}.`;
  }
  const soon = early === null ? '' : `, and with 10 % within ${stretch(early * 1000)}`;
  return `It is ${where} in ${stretch(median * 1000)} (median)${soon}; with ${percent(probability)} within ${stretch(span)}.`;
}
