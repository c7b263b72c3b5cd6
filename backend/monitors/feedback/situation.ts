import type { ScoredPoint } from '../adjustment.ts';

/** Where a marked point stands: what verdicts are carried over by. */
export interface Situation {
  /** Of its series. */
  readonly key: string;
  /** Side of the expected value; 0 where the value is missing. */
  readonly side: -1 | 0 | 1;
  /** log10(1 + distance from the expected value in half widths of the band). */
  readonly size: number;
  /** Hours since midnight, and since the start of Sunday, by the monitor's clock. */
  readonly hour: number;
  readonly hourOfWeek: number;
}

/** Clock of a time zone (IANA name): hours since midnight and since the start of Sunday, of ms since the epoch. */
export type LocalClock = (time: number) => { readonly hour: number; readonly hourOfWeek: number };

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const hour = Number(parts.hour) + Number(parts.minute) / 60;
    return { hour, hourOfWeek: DAYS.indexOf(parts.weekday) * 24 + hour };
  };
}

export function situationOf(point: Omit<ScoredPoint, 'labels' | 'score'>, clock: LocalClock): Situation {
  const { key, time, value, expected, lower, upper } = point;
  const deviation = value - expected;
  if (Number.isNaN(deviation)) {
    return { key, side: 0, size: 0, ...clock(time) };
  }
  const halfBand = (upper - lower) / 2;
  const unit = halfBand > 0 ? halfBand : Math.abs(expected) / 10 || 1;
  const size = Math.log10(1 + Math.abs(deviation) / unit);
  return { key, side: deviation < 0 ? -1 : 1, size, ...clock(time) };
}
