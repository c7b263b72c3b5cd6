import { calendarOf, UTC_CALENDAR } from './calendar.ts';

const at = (text: string): number => Date.parse(text);

it('tells days by the clock of the zone', () => {
  const { holiday, wallTime } = calendarOf('America/New_York', [{ date: '2026-07-04', name: 'Independence Day' }]);
  expect(wallTime(at('2026-07-04T12:00:00Z'))).toBe(at('2026-07-04T08:00:00Z'));
  expect(holiday(at('2026-07-04T03:59:00Z'))).toBeNull();
  expect(holiday(at('2026-07-04T04:00:00Z'))).toBe('Independence Day');
  expect(holiday(at('2026-07-05T03:59:00Z'))).toBe('Independence Day');
  expect(holiday(at('2026-07-05T04:00:00Z'))).toBeNull();
});

it('knows days that come every year, and lets a single date name its own', () => {
  const { holiday } = calendarOf('UTC', [
    { date: '12-24', name: 'Christmas Eve' },
    { date: '2026-12-24', name: 'Inventory' },
    { date: '02-29', name: 'Leap day' },
  ]);
  expect(holiday(at('2025-12-24T10:00:00Z'))).toBe('Christmas Eve');
  expect(holiday(at('2026-12-24T10:00:00Z'))).toBe('Inventory');
  expect(holiday(at('2024-02-29T00:00:00Z'))).toBe('Leap day');
});

it('is UTC where nothing else is asked', () => {
  expect(calendarOf('UTC')).toBe(UTC_CALENDAR);
  expect(UTC_CALENDAR.wallTime(5)).toBe(5);
});

it('says what is wrong with a zone or a date', () => {
  expect(() => calendarOf('Mars/Olympus')).toThrow(/IANA name/);
  expect(() => calendarOf('UTC', [{ date: '2026-02-30', name: 'x' }])).toThrow(/is no date/);
  expect(() => calendarOf('UTC', [{ date: '24.12.', name: 'x' }])).toThrow(/is no date/);
});
