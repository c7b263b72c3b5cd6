import ICAL from 'ical.js';
import { NightjarError } from '../../errors.ts';
import { instantOf } from './wall-time.ts';

/** One occurrence of an event of a calendar; ms, `end` exclusive. */
export interface CalendarEvent {
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

const DAY_MS = 86_400_000;
/** Occurrences gone through of one event: an event every minute for ever ends here. */
const MOST_OCCURRENCES = 20_000;
/** An occurrence may have been moved this far. */
const MOVED_MS = 32 * DAY_MS;

/**
 * Occurrences that touch `from` to `to` (ms), by start, of a calendar in iCalendar text (RFC 5545): recurring events with their exceptions, whole days, and times
 * with or without a zone. Times that name no zone, and whole days, are in `timeZone` (IANA name). Cancelled events are left out. Throws `bad-request` for what
 * is no calendar.
 */
export function calendarEvents(ical: string, timeZone: string, from: number, to: number): CalendarEvent[] {
  const calendar = readCalendar(ical);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const exceptions = Map.groupBy(
    events.filter((event) => event.isRecurrenceException()),
    ({ uid }) => uid
  );
  const found: CalendarEvent[] = [];
  for (const event of events) {
    const zone = zoneNameOf(event) ?? timeZone;
    const add = (summary: string | null, start: ICAL.Time, end: ICAL.Time): void => {
      const one = {
        summary: summary ?? '',
        start: toInstant(start, zone, timeZone),
        end: toInstant(end, zone, timeZone),
      };
      if (one.end > from && one.start <= to) {
        found.push(one);
      }
    };
    if (event.isRecurrenceException() || isCancelled(event)) {
      continue;
    }
    if (!event.isRecurring()) {
      add(event.summary, event.startDate, event.endDate);
      continue;
    }
    (exceptions.get(event.uid) ?? []).forEach((one) => event.relateException(one));
    const occurrences = event.iterator();
    const lasts = event.duration.toSeconds() * 1_000;
    for (let i = 0, next = occurrences.next(); next && i < MOST_OCCURRENCES; i++, next = occurrences.next()) {
      // Within a day of the clock on the wall, whatever its zone: enough to pass by what is far off, which is most of it.
      const near = next.toUnixTime() * 1_000;
      if (near > to + 2 * DAY_MS) {
        break;
      }
      if (near + lasts >= from - MOVED_MS) {
        const { item, startDate, endDate } = event.getOccurrenceDetails(next);
        if (!isCancelled(item)) {
          add(item.summary, startDate, endDate);
        }
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function readCalendar(ical: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(ical) as unknown[]);
    if (calendar.name === 'vcalendar') {
      return calendar;
    }
  } catch (error) {
    throw notCalendar(error);
  }
  throw notCalendar(undefined);
}

function notCalendar(cause: unknown): NightjarError {
  return new NightjarError('bad-request', 'This is no calendar: give the text of an .ics file (iCalendar, RFC 5545).', {
    cause,
  });
}

function isCancelled(event: ICAL.Event): boolean {
  return event.component.getFirstPropertyValue('status') === 'CANCELLED';
}

/** A zone is known by its own definition in the calendar, else by its name; one that is neither is taken as `timeZone`. */
function toInstant(time: ICAL.Time, zone: string, timeZone: string): number {
  const { year, month, day, hour, minute, second } = time;
  if (!time.isDate && time.zone !== ICAL.Timezone.localTimezone) {
    return time.toUnixTime() * 1_000;
  }
  const wall = { year, month, day, hour, minute, second };
  try {
    return instantOf(wall, time.isDate ? timeZone : zone);
  } catch (error) {
    if (error instanceof RangeError) {
      return instantOf(wall, timeZone);
    }
    throw error;
  }
}

/** The zone an event's start names, where the calendar does not define it. */
function zoneNameOf({ component }: ICAL.Event): string | undefined {
  return component.getFirstProperty('dtstart')?.getFirstParameter('tzid') || undefined;
}
