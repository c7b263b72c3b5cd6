import { NightjarError } from '../errors.ts';
import { zoneClock } from '../series/wall-clock.ts';
import type { CalendarOf } from './forecaster.ts';

const DAY_MS = 86_400_000;
const EVERY_YEAR = /^\d{2}-\d{2}$/;
const ONE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day unlike others: `2026-12-24`, or `12-24` in every year. */
export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/** Days as UTC tells them, none of them a holiday. */
export const UTC_CALENDAR: CalendarOf = { wallTime: (time) => time, holiday: () => null };

/**
 * The calendar of a zone (IANA name) and its holidays, whose days begin and end by the zone's clock. Throws `bad-query` for a zone that is not known and a date that is none.
 */
export function calendarOf(zone: string, holidays: readonly Holiday[] = []): CalendarOf {
  const clock = clockOf(zone);
  const wallTime = (time: number): number => clock?.at(time) ?? time;
  if (holidays.length === 0) {
    return clock === null ? UTC_CALENDAR : { wallTime, holiday: () => null };
  }
  const names = new Map(holidays.map(({ date, name }) => [checkedDate(date), name]));
  const ofDay = new Map<number, string | null>();
  return {
    wallTime,
    holiday: (time) => {
      const day = Math.floor(wallTime(time) / DAY_MS);
      let name = ofDay.get(day);
      if (name === undefined) {
        const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
        name = names.get(date) ?? names.get(date.slice(5)) ?? null;
        ofDay.set(day, name);
      }
      return name;
    },
  };
}

function clockOf(zone: string): ReturnType<typeof zoneClock> {
  try {
    return zoneClock(zone);
  } catch (cause) {
    throw new NightjarError(
      'bad-query',
      `The time zone ${JSON.stringify(zone)} is not known; give its IANA name, such as Europe/Berlin or UTC.`,
      { cause }
    );
  }
}

function checkedDate(date: string): string {
  // 2000 had a 29 February.
  const whole = EVERY_YEAR.test(date) ? `2000-${date}` : date;
  const time = ONE_DAY.test(whole) ? Date.parse(`${whole}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== whole) {
    throw new NightjarError(
      'bad-query',
      `The holiday ${JSON.stringify(date)} is no date; write 2026-12-24, or 12-24 for every year.`
    );
  }
  return date;
}
