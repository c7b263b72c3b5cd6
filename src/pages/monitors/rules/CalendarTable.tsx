import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import type { CalendarRecord } from '../../../api/calendars.ts';
import { calendarWords } from './words.ts';

export interface CalendarTableProps {
  readonly calendars: readonly CalendarRecord[];
  readonly mayChange: boolean;
  readonly onRemove: (calendar: CalendarRecord) => void;
}

/** Calendars, a row each. */
export function CalendarTable({ calendars, mayChange, onRemove }: CalendarTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={calendarWords.title()}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{calendarWords.name()}</th>
            <th scope="col">{calendarWords.timeZone()}</th>
            <th scope="col">{calendarWords.events()}</th>
            <th scope="col">{calendarWords.next()}</th>
            <th scope="col">{calendarWords.usedBy()}</th>
            <th scope="col">{calendarWords.updated()}</th>
            {mayChange && <th scope="col">{calendarWords.actions()}</th>}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(0.75, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
