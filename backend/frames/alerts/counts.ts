import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import { FIELD } from '../../../contract/fields.ts';
import type { Labels } from '../../series/series.ts';
import type { Bare } from './context.ts';

/** Something that goes on from `start` to `end` (ms, Infinity while it does). */
export interface Lasting {
  readonly severity: AlertSeverity;
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 30, 60, 180, 360, 720, 1_440].map((minutes) => minutes * MINUTE);
const MOST_POINTS = 500;

/** One number, which an alert rule takes; labels tell it from others of its answer. */
export function numberFrame(name: string, value: number, labels: Labels, unit?: string): Bare {
  const config = { displayNameFromDS: name, ...(unit === undefined ? {} : { unit }) };
  return {
    name,
    type: 'numeric-multi',
    fields: [{ name: FIELD.value, type: 'number', values: Float64Array.of(value), labels, config }],
  };
}

/** One number over time. */
export function seriesFrame(
  name: string,
  times: Float64Array,
  values: Float64Array,
  labels: Labels,
  unit?: string
): Bare {
  const config = { displayNameFromDS: name, ...(unit === undefined ? {} : { unit }) };
  return {
    name,
    type: 'timeseries-multi',
    fields: [
      { name: FIELD.time, type: 'time', values: times },
      { name: FIELD.value, type: 'number', values, labels, config },
    ],
  };
}

/** How many go on at `at`, for each severity from `least` on; none is 0, so that a rule has its number. */
export function countsAt(all: readonly Lasting[], at: number, least: AlertSeverity): Bare[] {
  return severitiesFrom(least).map((severity) => {
    const count = all.filter((one) => one.severity === severity && goesOn(one, at)).length;
    return numberFrame(severity, count, { severity });
  });
}

/** How many went on at each of at most 500 even times of the range, for each severity from `least` on. */
export function countsOver(all: readonly Lasting[], from: number, to: number, least: AlertSeverity): Bare[] {
  const times = evenTimes(from, to);
  return severitiesFrom(least).map((severity) => {
    const own = all.filter((one) => one.severity === severity);
    return seriesFrame(severity, times, goingOn(own, times), { severity });
  });
}

/** Even times within a range (ms), its end beside them. */
export function evenTimes(from: number, to: number): Float64Array {
  const step = STEPS.find((one) => (to - from) / one < MOST_POINTS) ?? Math.ceil((to - from) / MOST_POINTS);
  const first = Math.ceil(from / step) * step;
  const even = Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
  return Float64Array.from(even.at(-1) === to ? even : [...even, to]);
}

/** In time linear in both, once starts and ends are in order. */
function goingOn(all: readonly Lasting[], times: Float64Array): Float64Array {
  const starts = Float64Array.from(all, ({ start }) => start).sort();
  const ends = Float64Array.from(all, ({ end }) => end).sort();
  let started = 0;
  let ended = 0;
  return times.map((at) => {
    while (started < starts.length && starts[started] <= at) {
      started += 1;
    }
    while (ended < ends.length && ends[ended] <= at) {
      ended += 1;
    }
    return started - ended;
  });
}

function goesOn({ start, end }: Lasting, at: number): boolean {
  return start <= at && end > at;
}

function severitiesFrom(least: AlertSeverity): readonly AlertSeverity[] {
  return ALERT_SEVERITIES.slice(ALERT_SEVERITIES.indexOf(least));
}
