import { parseDuration } from '../../../../contract/duration.ts';
import { FORECAST_DEFAULTS, LIMIT_SIDES } from '../../../../contract/forecast.ts';
import type { LimitSide } from '../../../../contract/forecast.ts';
import { QUERY_DEFAULTS } from '../../../../contract/query.ts';
import type { ForecastQuestion } from '../../../api/forecasts.ts';

/** What the form asks, as its address keeps it. */
export interface Asked {
  readonly expr: string;
  readonly horizon: string;
  readonly window: string;
  /** A number or PromQL; empty for none. */
  readonly limit: string;
  readonly side: LimitSide;
}

export function readAsked(search: URLSearchParams): Asked {
  const duration = (name: string, otherwise: string) => {
    const text = search.get(name) ?? '';
    return parseDuration(text) === null ? otherwise : text;
  };
  return {
    expr: search.get('expr') ?? '',
    horizon: duration('horizon', FORECAST_DEFAULTS.horizon),
    window: duration('window', QUERY_DEFAULTS.trainingWindow),
    limit: search.get('limit') ?? '',
    side: LIMIT_SIDES.find((side) => side === search.get('side')) ?? FORECAST_DEFAULTS.limit.side,
  };
}

/** The address with another question in it; what else it says stays, but for the series of the question before. */
export function writeAsked(search: URLSearchParams, asked: Asked): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('series');
  for (const [name, value] of Object.entries(asked)) {
    if (value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next;
}

/** How many earlier forecasts are drawn beside the newest. */
const GHOSTS = 3;

export function questionOf({ expr, horizon, window, limit, side }: Asked): ForecastQuestion {
  const text = limit.trim();
  const isNumber = text !== '' && Number.isFinite(Number(text));
  return {
    expr,
    trainingWindow: window,
    forecast: {
      horizon,
      levels: [50, 80],
      earlier: GHOSTS,
      ...(text === '' ? {} : { limit: { value: isNumber ? Number(text) : null, expr: isNumber ? '' : text, side } }),
    },
  };
}
