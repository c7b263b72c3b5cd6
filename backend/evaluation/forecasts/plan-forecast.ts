import { formatDuration, parseDuration } from '../../../contract/duration.ts';
import type { ForecastLimit, StoredForecast } from '../../../contract/forecast.ts';
import { withForecastDefaults } from '../../../contract/forecast.ts';
import { STEP_LADDER_MS } from '../../../contract/query.ts';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import { NightjarError } from '../../errors.ts';
import { autoStep } from '../detection-step.ts';
import { replaceMacros } from '../macros.ts';
import type { ReadForecast } from '../read-forecast.ts';
import { readForecast } from '../read-forecast.ts';
import type { Grid, GridText } from '../read-grid.ts';
import { readGrid } from '../read-grid.ts';

/** What a query of the datasource says of a forecast; durations are Prometheus's. */
export interface ForecastText extends GridText {
  readonly expr: string;
  readonly forecast: StoredForecast | undefined;
}

/** The same, checked, with its defaults: durations in ms, expressions with their variables replaced. */
export interface ForecastPlan extends Grid, ReadForecast {
  readonly expr: string;
  /** null where the query names none. */
  readonly limit: ForecastLimit | null;
  readonly exogenous: readonly string[];
}

/** Steps of a horizon from which on `auto` takes a coarser step. */
const AUTO_STEPS = 300;
const YEAR_MS = 31_536_000_000;

/** Throws `bad-query`, and `bad-settings` where the datasource's own are wrong, with a sentence that says what to change. */
export function planForecast(text: ForecastText, datasource: DatasourceSettings): ForecastPlan {
  const asked = withForecastDefaults(text.forecast);
  const horizon = parseDuration(asked.horizon) ?? 0;
  if (horizon === 0 || horizon > YEAR_MS) {
    throw new NightjarError('bad-query', 'The horizon must be a duration such as 60m or 4d, and 1y at most.');
  }
  const grid = readGrid(text, datasource, (scrapeInterval, trainingWindow) =>
    stepFor(horizon, scrapeInterval, trainingWindow)
  );
  const { step, scrapeInterval } = grid;
  if (step > horizon) {
    throw new NightjarError(
      'bad-query',
      `The horizon (${asked.horizon}) is shorter than one step of ${formatDuration(step)}: take a longer horizon or a shorter step.`
    );
  }
  const read = readForecast(text.forecast, step);
  const fill = (expr: string): string => replaceMacros(expr, step, scrapeInterval);
  const { limit, exogenous } = read.query;
  return {
    ...grid,
    ...read,
    expr: fill(text.expr),
    limit: read.hasLimit ? { ...limit, expr: fill(limit.expr.trim()) } : null,
    exogenous: exogenous.map(fill),
  };
}

/**
 * The step of a forecast that says `auto`, in ms: as that of a detection, but coarse enough that the horizon has at most `AUTO_STEPS` of them, and never longer than
 * the horizon.
 */
export function stepFor(horizon: number, scrapeInterval: number, trainingWindow: number): number {
  const step = autoStep(Math.max(scrapeInterval, horizon / AUTO_STEPS), trainingWindow);
  return step <= horizon ? step : (STEP_LADDER_MS.findLast((one) => one <= horizon) ?? STEP_LADDER_MS[0]);
}
