import { dateTimeFormat } from '@grafana/data';
import type { TimeZone } from '@grafana/data';
import { durationText } from './model/duration-text.ts';
import { endOf, isFiniteNumber } from './model/shown-forecast.ts';
import type { ShownForecast } from './model/shown-forecast.ts';
import { urgencyOf } from './model/urgency.ts';
import type { Urgency } from './model/urgency.ts';
import { forecastWords } from './words.ts';

/** What matters most of a forecast, for somebody who has just been woken. */
export interface HitSentence {
  readonly urgency: Urgency;
  readonly title: string;
  /** How sure that is; empty where there is nothing to add. */
  readonly detail: string;
}

/** Says when the series hits its limit, or where it has none, what it comes to. */
export function hitSentence(forecast: ShownForecast, timeZone: TimeZone): HitSentence {
  const { name, hits, origin, format, mean, intervals } = forecast;
  const urgency = urgencyOf(hits);
  const horizon = durationText(endOf(forecast) - origin);
  if (hits === null) {
    const [widest] = intervals;
    const last = mean.values.length - 1;
    const [value, lower, upper] = [mean.values[last], widest?.lower[last], widest?.upper[last]];
    return {
      urgency,
      title: isFiniteNumber(value) ? forecastWords.expects(name, format(value), horizon) : name,
      detail:
        isFiniteNumber(lower) && isFiniteNumber(upper)
          ? forecastWords.within(format(lower), format(upper), String(widest.level))
          : '',
    };
  }
  const limit = format(hits.limit);
  const probability = forecastWords.probability(likelihoodText(hits.probability), horizon);
  const at = (after: number) =>
    dateTimeFormat(origin + after, { timeZone, format: clockFormat(endOf(forecast) - origin) });
  switch (urgency) {
    case 'past':
      return { urgency, title: forecastWords.isPast(name, limit), detail: '' };
    case 'likely':
      return {
        urgency,
        title:
          hits.p50 === null
            ? forecastWords.mayHit(name, limit, horizon)
            : forecastWords.hits(name, limit, durationText(hits.p50)),
        detail: [probability, hits.p10 === null ? '' : whenText(hits.p10, hits.p90, at)].filter(Boolean).join(', '),
      };
    case 'possible':
      return { urgency, title: forecastWords.mayHit(name, limit, horizon), detail: probability };
    default:
      return { urgency, title: forecastWords.stays(name, limit, horizon), detail: probability };
  }
}

function whenText(p10: number, p90: number | null, at: (after: number) => string): string {
  return p90 === null ? forecastWords.whenOpen(at(p10)) : forecastWords.when(at(p10), at(p90));
}

/** Short instants: the day counts once a horizon is longer than half of one. */
export function clockFormat(horizon: number): string {
  return horizon > 43_200_000 ? 'ddd D MMM HH:mm' : 'HH:mm';
}

/** A share as percent. */
export function percentText(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A probability as percent that claims no certainty: `82 %`, `< 1 %`, `> 99 %`. */
export function likelihoodText(probability: number): string {
  if (probability < 0.01) {
    return '< 1 %';
  }
  return probability > 0.99 ? '> 99 %' : percentText(probability);
}
