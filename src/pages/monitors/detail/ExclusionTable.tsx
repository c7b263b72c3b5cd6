import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, Switch, useStyles2 } from '@grafana/ui';
import { removeExclusion, switchExclusion } from '../../../api/exclusions.ts';
import type { ExclusionRecord } from '../../../api/exclusions.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { causeNames, trainingWords } from './words.ts';

export interface ExclusionTableProps {
  readonly datasource: ResourceSender;
  readonly monitor: string;
  readonly exclusions: readonly ExclusionRecord[];
  readonly mayChange: boolean;
  /** Does something and reads the list anew; false where it failed. */
  readonly act: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** What is kept out of training, why, and a switch for each. */
export function ExclusionTable({ datasource, monitor, exclusions, mayChange, act }: ExclusionTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <DataTable
      name={trainingWords.list()}
      headings={[
        trainingWords.on(),
        trainingWords.cause(),
        trainingWords.from(),
        trainingWords.to(),
        trainingWords.note(),
        trainingWords.author(),
      ]}
    >
      {exclusions.map(({ id, cause, start, end, off, note, author }) => (
        <tr key={id}>
          <td>
            <div className={styles.on}>
              <Switch
                aria-label={trainingWords.switch(dateTimeFormat(start))}
                value={!off}
                disabled={!mayChange}
                onChange={({ currentTarget }) =>
                  void act(() => switchExclusion(datasource, monitor, id, !currentTarget.checked))
                }
              />
              {mayChange && cause === 'manual' && (
                <IconButton
                  name="trash-alt"
                  aria-label={trainingWords.remove(dateTimeFormat(start))}
                  onClick={() => void act(() => removeExclusion(datasource, monitor, id))}
                />
              )}
            </div>
          </td>
          <td>{causeNames[cause]()}</td>
          <td>{dateTimeFormat(start)}</td>
          <td>{dateTimeFormat(end)}</td>
          <td>{note}</td>
          <td>{author}</td>
        </tr>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  on: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
});
