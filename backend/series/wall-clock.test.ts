import { ZoneClock, zoneClock } from './wall-clock.ts';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

it.each([
  ['Europe/Berlin', '2026-03-29T00:59:00Z', '2026-03-29T01:59:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00Z'],
  ['Europe/Berlin', '2026-10-25T00:59:00Z', '2026-10-25T02:59:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00Z'],
  ['America/New_York', '2026-03-08T06:59:00Z', '2026-03-08T01:59:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T03:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T01:00:00Z'],
  ['Asia/Kathmandu', '2026-05-01T00:00:00Z', '2026-05-01T05:45:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:59:00Z', '2026-04-05T01:59:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:30:00Z'],
])('shows in %s at %s what clocks show there', (zone, time, shown) => {
  expect(new ZoneClock(zone).at(at(time))).toBe(at(shown));
});

it('agrees with the runtime at every hour of a year', () => {
  const clock = new ZoneClock('America/St_Johns');
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/St_Johns',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (let time = at('2026-01-01T00:00:00Z'); time < at('2027-01-01T00:00:00Z'); time += HOUR) {
    expect(new Date(clock.at(time)).toISOString().slice(0, 19)).toBe(format.format(time).replace(' ', 'T'));
  }
});

it('knows no zone that is none, and needs no clock for UTC', () => {
  expect(zoneClock('UTC')).toBeNull();
  expect(() => zoneClock('Mars/Olympus')).toThrow(RangeError);
});
