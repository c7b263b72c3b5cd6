import type { Series } from './series.ts';

/** What the clocks of a time zone show at the points of a series, as ms that count like UTC's; they go back, or leap, where they are put. */
export interface WallClock {
  /** Name in the IANA data base, such as `Europe/Berlin`. */
  readonly zone: string;
  readonly times: Float64Array;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days of a zone whose offsets are remembered. */
const MOST_DAYS = 4_000;

/** A day (UTC) of a zone: the offset at its begin and, where clocks are put in it, the first instant of another one. */
interface ZoneDay {
  readonly offset: number;
  readonly change: number;
  readonly after: number;
}

/** The wall clock of a zone at instants in ms. Throws a RangeError for a zone that is not known. */
export class ZoneClock {
  readonly zone: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly days = new Map<number, ZoneDay>();

  constructor(zone: string) {
    this.zone = zone;
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  at(time: number): number {
    const number = Math.floor(time / DAY_MS);
    const { offset, change, after } = this.days.get(number) ?? this.look(number);
    return time + (time < change ? offset : after);
  }

  /** The series with this clock. */
  onto<T extends Series>(series: T): T & { readonly clock: WallClock } {
    return { ...series, clock: { zone: this.zone, times: series.times.map((time) => this.at(time)) } };
  }

  /** No zone puts its clocks twice within a day. */
  private look(number: number): ZoneDay {
    const begin = number * DAY_MS;
    const [offset, after] = [this.offsetAt(begin), this.offsetAt(begin + DAY_MS - MINUTE_MS)];
    let [before, change] = [begin, offset === after ? Number.POSITIVE_INFINITY : begin + DAY_MS - MINUTE_MS];
    while (Number.isFinite(change) && change - before > MINUTE_MS) {
      const middle = Math.floor((before + change) / 2 / MINUTE_MS) * MINUTE_MS;
      if (this.offsetAt(middle) === offset) {
        before = middle;
      } else {
        change = middle;
      }
    }
    const day = { offset, change, after };
    if (this.days.size >= MOST_DAYS) {
      this.days.clear();
    }
    this.days.set(number, day);
    return day;
  }

  private offsetAt(time: number): number {
    const parts = new Map(this.format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return shown - Math.floor(time / 1_000) * 1_000;
  }
}

const clocks = new Map<string, ZoneClock>();

/** The clock of a zone, one for all; null for UTC, whose clock is time itself. */
export function zoneClock(zone: string): ZoneClock | null {
  if (zone === 'UTC') {
    return null;
  }
  const clock = clocks.get(zone) ?? new ZoneClock(zone);
  clocks.set(zone, clock);
  return clock;
}

/** Times by which days and weeks of a series are told: its clock's where it has one. */
export function clockTimes({ times, clock }: Series): Float64Array {
  return clock?.times ?? times;
}
