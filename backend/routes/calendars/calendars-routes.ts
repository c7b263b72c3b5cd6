import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import type { CalendarRecord } from '../../monitors/api-records.ts';
import { calendarList, calendarRecord, newCalendar } from '../../monitors/api-records.ts';
import { calendarEvents } from '../../monitors/hygiene/calendar-events.ts';
import { instantOf } from '../../monitors/hygiene/wall-time.ts';
import { monitorSpec } from '../../monitors/monitor-spec.ts';
import type { CalendarRow } from '../../store/monitors/records.ts';
import type { MonitorContext } from '../monitors/local-or-remote.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const YEAR_MS = 366 * 86_400_000;

export const listCalendarsRoute = defineMonitorRoute({
  method: 'get',
  path: '/calendars',
  summary: 'Calendars whose events can be kept out of training.',
  role: 'Viewer',
  reply: calendarList,
  async handle(_input, context) {
    const [rows, users] = await Promise.all([context.store.listCalendars(context.owner), usersOf(context)]);
    return { calendars: rows.map((row) => recordOf(row, users)) };
  },
});

export const putCalendarRoute = defineMonitorRoute({
  method: 'post',
  path: '/calendars',
  summary: 'Adds a calendar from the text of an .ics file, or puts it in the place of the one of its name.',
  role: 'Editor',
  body: newCalendar,
  reply: calendarRecord,
  async handle({ body }, context) {
    const { store, owner, caller } = context;
    const now = Date.now();
    refuseUnknownZone(body.timeZone);
    calendarEvents(body.ical, body.timeZone, now - YEAR_MS, now + YEAR_MS);
    return recordOf(await store.putCalendar({ owner, ...body, actor: caller }), await usersOf(context));
  },
});

export const removeCalendarRoute = defineMonitorRoute({
  method: 'delete',
  path: '/calendars/:id',
  summary: 'Removes a calendar; its events are training data again from the next fit on.',
  role: 'Editor',
  params: z.object({ id: z.string().min(1).max(100) }),
  reply: z.object({ deleted: z.string() }),
  async handle({ params: { id } }, { store, owner, caller }) {
    await store.removeCalendar({ owner, id, actor: caller });
    return { deleted: id };
  },
});

/** Names of the monitors that use a calendar, by its name. */
async function usersOf({ store, owner }: MonitorContext): Promise<ReadonlyMap<string, string[]>> {
  const users = new Map<string, string[]>();
  for (const { name, spec } of await store.listMonitors(owner)) {
    const parsed = monitorSpec.safeParse(spec);
    for (const calendar of parsed.success ? parsed.data.training.excludeCalendars : []) {
      users.set(calendar, [...(users.get(calendar) ?? []), name]);
    }
  }
  return users;
}

function recordOf(row: CalendarRow, users: ReadonlyMap<string, string[]>): CalendarRecord {
  const { id, name, timeZone, ical, updatedAt, updatedBy } = row;
  const now = Date.now();
  const events = calendarEvents(ical, timeZone, now - YEAR_MS, now + YEAR_MS);
  return {
    id,
    name,
    timeZone,
    events: events.length,
    next: events.find(({ end }) => end > now) ?? null,
    usedBy: users.get(name) ?? [],
    updatedAt,
    updatedBy,
  };
}

function refuseUnknownZone(timeZone: string): void {
  try {
    instantOf({ year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0 }, timeZone);
  } catch (error) {
    throw new NightjarError(
      'bad-request',
      `There is no time zone ${timeZone.slice(0, 80)}: take one such as Europe/Berlin.`,
      {
        cause: error,
      }
    );
  }
}
