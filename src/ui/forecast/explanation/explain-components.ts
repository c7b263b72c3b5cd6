import { dateTimeFormat } from '@grafana/data';
import type { TimeZone } from '@grafana/data';
import { clockFormat } from '../hit-sentence.ts';
import { durationText } from '../model/duration-text.ts';
import { endOf } from '../model/shown-forecast.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { explanationWords } from './words.ts';

/** One part of a forecast with what it does in words. */
export interface ExplainedPart {
  readonly name: string;
  readonly text: string;
  /** Whether there is anything to see in a graph of it. */
  readonly isFlat: boolean;
  readonly values: readonly number[];
}

/** A change below this share of the forecast's own size says nothing. */
const NOTHING = 1e-6;

/** What each part of the mean does over the horizon. */
export function explainComponents(forecast: ShownForecast, timeZone: TimeZone): ExplainedPart[] {
  const { facts, mean, origin, format } = forecast;
  const size = mean.values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  const horizon = endOf(forecast) - origin;
  return (facts?.components ?? [])
    .filter(({ values }) => values.length > 0)
    .map(({ kind, name, values }) => {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const at = (time: number) => dateTimeFormat(time, { timeZone, format: clockFormat(horizon) });
      const isFlat = high - low <= NOTHING * size;
      const change = values[values.length - 1] - values[0];
      const text =
        kind === 'level'
          ? explanationWords.level(format(values[0]))
          : isFlat && Math.abs(high) <= NOTHING * size
            ? explanationWords.flat()
            : kind === 'trend'
              ? changeText(isFlat ? values[0] : change, format, durationText(horizon))
              : explanationWords.swings(format(low), format(high), at(mean.times[values.indexOf(high)] ?? origin));
      return { name: name || nameOf(kind), text, isFlat, values };
    });
}

function changeText(change: number, format: (value: number) => string, horizon: string): string {
  return change < 0
    ? explanationWords.falls(format(-change), horizon)
    : explanationWords.rises(format(change), horizon);
}

function nameOf(kind: string): string {
  const names: Readonly<Record<string, (() => string) | undefined>> = explanationWords.kinds;
  return names[kind]?.() ?? kind;
}
