import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { MaintenanceWindow } from '../../../api/incidents.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { maintenanceWords } from './words.ts';

export interface MaintenanceTableProps {
  readonly windows: readonly MaintenanceWindow[];
  readonly mayChange: boolean;
  readonly onEnd: (id: string) => void;
}

/** Maintenance windows, a row each: those that go on first, then what is planned. */
export function MaintenanceTable({ windows, mayChange, onEnd }: MaintenanceTableProps) {
  const styles = useStyles2(getStyles);
  const now = Date.now();
  const rank = ({ start, end }: MaintenanceWindow) => (end <= now ? 2 : start > now ? 1 : 0);
  const sorted = windows.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start);
  const states = [
    { icon: 'wrench', name: maintenanceWords.active() },
    { icon: 'clock-nine', name: maintenanceWords.planned() },
    { icon: 'check', name: maintenanceWords.over() },
  ] as const;
  return (
    <DataTable
      name={maintenanceWords.title()}
      headings={[
        maintenanceWords.state(),
        maintenanceWords.matchers(),
        maintenanceWords.reason(),
        maintenanceWords.from(),
        maintenanceWords.until(),
        maintenanceWords.author(),
        ...(mayChange ? [null] : []),
      ]}
    >
      {sorted.map((window) => {
        const { icon, name } = states[rank(window)];
        return (
          <tr key={window.id}>
            <td className={styles.state}>
              <Icon name={icon} /> {name}
            </td>
            <td className={styles.matchers}>{shownLine(window.matchers.join(', '))}</td>
            <td className={styles.reason}>{shownLine(window.reason)}</td>
            <td className={styles.state}>{dateTimeFormat(window.start)}</td>
            <td className={styles.state}>{dateTimeFormat(window.end)}</td>
            <td>{shownLine(window.author, 60)}</td>
            {mayChange && (
              <td>
                {window.end > now && (
                  <Button
                    size="sm"
                    variant="secondary"
                    aria-label={maintenanceWords.removeOf(shownLine(window.reason))}
                    onClick={() => onEnd(window.id)}
                  >
                    {maintenanceWords.remove()}
                  </Button>
                )}
              </td>
            )}
          </tr>
        );
      })}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  state: css({ whiteSpace: 'nowrap' }),
  matchers: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
  reason: css({ overflowWrap: 'anywhere' }),
});
