import type { CalendarRecord } from '../../backend/monitors/api-records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { CalendarRecord } from '../../backend/monitors/api-records.ts';

/** A calendar with the text of its .ics file; one of this name is replaced. */
export interface NewCalendar {
  readonly name: string;
  /** IANA name, of times in the file that name none. */
  readonly timeZone: string;
  readonly ical: string;
}

export async function readCalendars(datasource: ResourceSender): Promise<readonly CalendarRecord[]> {
  const { calendars } = await callRoute<{ calendars: CalendarRecord[] }>(datasource, 'GET', 'calendars');
  return calendars;
}

export function putCalendar(datasource: ResourceSender, calendar: NewCalendar): Promise<unknown> {
  return callRoute(datasource, 'POST', 'calendars', { data: calendar });
}

export function removeCalendar(datasource: ResourceSender, id: string): Promise<unknown> {
  return callRoute(datasource, 'DELETE', `calendars/${encodeURIComponent(id)}`);
}
