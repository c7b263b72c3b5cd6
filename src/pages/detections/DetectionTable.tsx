import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { DetectionRecord } from '../../api/detections.ts';
import { DetectionRow } from './DetectionRow.tsx';
import { tableWords } from './words.ts';

export interface DetectionTableProps {
  readonly ds: string;
  readonly detections: readonly DetectionRecord[];
  readonly timeZone: TimeZone;
  readonly onOpen: (id: string) => void;
}

/** Detections, a row each; the time opens what is known of one. */
export function DetectionTable({ ds, detections, timeZone, onOpen }: DetectionTableProps) {
  const styles = useStyles2(getStyles);
  const heads = [
    tableWords.time(),
    tableWords.monitor(),
    tableWords.series(),
    tableWords.severity(),
    tableWords.type(),
    tableWords.score(),
    tableWords.value(),
    tableWords.state(),
    tableWords.verdict(),
  ];
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={tableWords.caption()}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {detections.map((one) => (
            <DetectionRow key={one.id} ds={ds} detection={one} timeZone={timeZone} onOpen={onOpen} />
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
    th: { whiteSpace: 'nowrap' },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
});
