import { parseDuration } from '../../contract/duration.ts';
import { withForecastDefaults } from '../../contract/forecast.ts';
import type { ForecastQuery, StoredForecast } from '../../contract/forecast.ts';
import { describeIssues } from '../describe-issues.ts';
import { unknownSetting } from '../detectors/unknown-setting.ts';
import { NightjarError } from '../errors.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { findForecaster } from '../forecasts/find-forecaster.ts';

/** The most steps of a horizon. */
const MOST_STEPS = 5_000;

/** What is asked of a forecast, checked; durations in ms. */
export interface ReadForecast {
  readonly query: ForecastQuery;
  readonly forecaster: Forecaster;
  /** As the forecaster's schema gave them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** A multiple of the step, one at least. */
  readonly horizon: number;
  /** The query's own, 0..1. */
  readonly level: number;
  /** All of them, 0..1, narrowest first. */
  readonly levels: readonly number[];
  /** Whether there is a limit. */
  readonly hasLimit: boolean;
}

/** Throws `bad-query` with a sentence that names what is wrong. `step` in ms. */
export function readForecast(stored: StoredForecast | undefined, step: number): ReadForecast {
  const query = withForecastDefaults(stored);
  const forecaster = findForecaster(query.forecaster);
  const settings = forecaster.schema.safeParse(query.settings);
  if (!settings.success) {
    throw new NightjarError(
      'bad-query',
      `The settings of ${forecaster.name} are wrong: ${describeIssues(settings.error)}.`
    );
  }
  const unknown = unknownSetting(forecaster, query.settings);
  if (unknown) {
    throw new NightjarError(
      'bad-query',
      `${forecaster.name} has no setting '${unknown.name.slice(0, 100)}': it has ${unknown.known.join(', ')}.`
    );
  }
  const horizon = parseDuration(query.horizon);
  if (horizon === null) {
    throw new NightjarError('bad-query', 'The horizon must be a duration such as 60m or 4d.');
  }
  const steps = Math.max(1, Math.ceil(horizon / step));
  if (steps > MOST_STEPS) {
    throw new NightjarError(
      'bad-query',
      `The horizon has ${steps} steps, and at most ${MOST_STEPS} can be foretold: take a longer step or a shorter horizon.`
    );
  }
  const { floor, ceiling, limit } = query;
  if (typeof floor === 'number' && typeof ceiling === 'number' && floor >= ceiling) {
    throw new NightjarError('bad-query', 'The floor must lie below the ceiling: change one of the two.');
  }
  if (limit.value !== null && limit.expr.trim() !== '') {
    throw new NightjarError('bad-query', 'The limit is a number or a PromQL expression, not both: remove one of them.');
  }
  const level = query.level / 100;
  return {
    query,
    forecaster,
    settings: settings.data as Record<string, unknown>,
    horizon: steps * step,
    level,
    levels: [...new Set([level, ...query.levels.map((one) => one / 100)])].sort((a, b) => a - b),
    hasLimit: limit.value !== null || limit.expr.trim() !== '',
  };
}
