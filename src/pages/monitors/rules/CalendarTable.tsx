import { dateTimeFormat } from '@grafana/data';
import { IconButton } from '@grafana/ui';
import type { CalendarRecord } from '../../../api/calendars.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { calendarWords } from './words.ts';

export interface CalendarTableProps {
  readonly calendars: readonly CalendarRecord[];
  readonly mayChange: boolean;
  readonly onRemove: (calendar: CalendarRecord) => void;
}

/** Calendars, a row each. */
export function CalendarTable({ calendars, mayChange, onRemove }: CalendarTableProps) {
  return (
    <DataTable
      name={calendarWords.title()}
      headings={[
        calendarWords.name(),
        calendarWords.timeZone(),
        calendarWords.events(),
        calendarWords.next(),
        calendarWords.usedBy(),
        calendarWords.updated(),
        ...(mayChange ? [calendarWords.actions()] : []),
      ]}
    >
      {calendars.map((calendar) => (
        <tr key={calendar.id}>
          <td>{calendar.name}</td>
          <td>{calendar.timeZone}</td>
          <td>{calendar.events}</td>
          <td>
            {calendar.next
              ? `${calendar.next.summary}, ${dateTimeFormat(calendar.next.start)}`
              : calendarWords.noNext()}
          </td>
          <td>{calendar.usedBy.join(', ') || calendarWords.unused()}</td>
          <td>{calendarWords.by(dateTimeFormat(calendar.updatedAt), calendar.updatedBy)}</td>
          {mayChange && (
            <td>
              <IconButton
                name="trash-alt"
                aria-label={calendarWords.remove(calendar.name)}
                onClick={() => onRemove(calendar)}
              />
            </td>
          )}
        </tr>
      ))}
    </DataTable>
  );
}
