import { calendarEvents } from './calendar-events.ts';
import { instantOf } from './wall-time.ts';

const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];
const YEAR = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)] as const;
const starts = (ical: string, zone = 'UTC', [from, to]: readonly [number, number] = YEAR) =>
  calendarEvents(ical, zone, from, to).map(({ start }) => new Date(start).toISOString());

it('reads whole days in the calendar’s zone', () => {
  const ical = calendar(...event('SUMMARY:New Year', 'DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260102'));
  expect(calendarEvents(ical, 'Europe/Berlin', ...YEAR)).toEqual([
    { summary: 'New Year', start: Date.UTC(2025, 11, 31, 23), end: Date.UTC(2026, 0, 1, 23) },
  ]);
});

it('repeats by the clock on the wall, over the change to summer time', () => {
  const ical = calendar(
    ...event(
      'SUMMARY:Maintenance',
      'DTSTART;TZID=Europe/Berlin:20260322T020000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=3'
    )
  );
  // At two o'clock of the 29th the clock skips to three.
  expect(starts(ical)).toEqual(['2026-03-22T01:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-04-05T00:00:00.000Z']);
});

it('heeds exceptions, moved and cancelled occurrences, and events that were called off', () => {
  const ical = calendar(
    ...event(
      'DTSTART:20260105T100000Z',
      'DTEND:20260105T110000Z',
      'RRULE:FREQ=DAILY;UNTIL=20260109T235959Z',
      'EXDATE:20260106T100000Z'
    ),
    ...event('RECURRENCE-ID:20260107T100000Z', 'DTSTART:20260107T150000Z', 'DTEND:20260107T160000Z'),
    ...event(
      'RECURRENCE-ID:20260108T100000Z',
      'DTSTART:20260108T100000Z',
      'DTEND:20260108T110000Z',
      'STATUS:CANCELLED'
    ),
    'BEGIN:VEVENT',
    'UID:two',
    'DTSTART:20260201T100000Z',
    'STATUS:CANCELLED',
    'END:VEVENT'
  );
  expect(starts(ical)).toEqual(['2026-01-05T10:00:00.000Z', '2026-01-07T15:00:00.000Z', '2026-01-09T10:00:00.000Z']);
});

it('takes a zone from the definition the calendar brings', () => {
  const ical = calendar(
    'BEGIN:VTIMEZONE',
    'TZID:Office',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0300',
    'TZOFFSETTO:+0300',
    'END:STANDARD',
    'END:VTIMEZONE',
    ...event('DTSTART;TZID=Office:20260105T100000', 'DTEND;TZID=Office:20260105T110000')
  );
  expect(starts(ical)).toEqual(['2026-01-05T07:00:00.000Z']);
});

it('ends with an event that never does, and gives only what touches the range', () => {
  const ical = calendar(...event('DTSTART:20200101T000000Z', 'DURATION:PT30S', 'RRULE:FREQ=HOURLY'));
  expect(starts(ical, 'UTC', [Date.UTC(2020, 0, 3), Date.UTC(2020, 0, 3, 2)])).toHaveLength(3);
  expect(starts(calendar(...event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY')))).toEqual([]);
});

it.each(['', 'hello', 'BEGIN:VCARD\r\nEND:VCARD', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])('refuses %j', (text) => {
  expect(() => calendarEvents(text, 'UTC', ...YEAR)).toThrow(/no calendar/);
});

it('knows what a clock shows around its changes', () => {
  const berlin = (day: number, month: number, hour: number) =>
    new Date(instantOf({ year: 2026, month, day, hour, minute: 30, second: 0 }, 'Europe/Berlin')).toISOString();
  expect(berlin(29, 3, 1)).toBe('2026-03-29T00:30:00.000Z');
  expect(berlin(29, 3, 2)).toBe('2026-03-29T01:30:00.000Z');
  expect(berlin(29, 3, 3)).toBe('2026-03-29T01:30:00.000Z');
  expect(berlin(25, 10, 2)).toBe('2026-10-25T00:30:00.000Z');
  expect(berlin(25, 10, 3)).toBe('2026-10-25T02:30:00.000Z');
});
