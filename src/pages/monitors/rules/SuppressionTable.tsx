import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { SuppressionRecord } from '../../../api/suppressions.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { matcherText } from './matchers.ts';
import { suppressionWords } from './words.ts';

export interface SuppressionTableProps {
  readonly suppressions: readonly SuppressionRecord[];
  readonly mayChange: boolean;
  readonly onEnd: (id: string) => void;
}

const ICONS: Record<SuppressionRecord['state'], IconName> = {
  pending: 'clock-nine',
  active: 'bell-slash',
  expired: 'check',
};

/** Suppressions, a row each. */
export function SuppressionTable({ suppressions, mayChange, onEnd }: SuppressionTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <DataTable
      name={suppressionWords.title()}
      headings={[
        suppressionWords.state(),
        suppressionWords.matchers(),
        suppressionWords.from(),
        suppressionWords.until(),
        suppressionWords.reason(),
        suppressionWords.owner(),
        null,
      ]}
    >
      {suppressions.map(({ id, state, removedAt, matchers, startsAt, endsAt, reason, author }) => (
        <tr key={id}>
          <td className={styles.state}>
            <Icon name={ICONS[state]} />{' '}
            {removedAt === null ? suppressionWords.states[state]() : suppressionWords.removed()}
          </td>
          <td className={styles.matchers}>{matchers.map(matcherText).join(', ')}</td>
          <td>{dateTimeFormat(startsAt)}</td>
          <td>{dateTimeFormat(endsAt)}</td>
          <td>{reason}</td>
          <td>{author}</td>
          <td>
            {mayChange && state !== 'expired' && removedAt === null && (
              <Button
                size="sm"
                variant="secondary"
                aria-label={suppressionWords.removeOf(reason)}
                onClick={() => onEnd(id)}
              >
                {suppressionWords.remove()}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  state: css({ whiteSpace: 'nowrap' }),
  matchers: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
});
