import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { SuppressionRecord } from '../../../api/suppressions.ts';
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
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={suppressionWords.title()}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{suppressionWords.state()}</th>
            <th scope="col">{suppressionWords.matchers()}</th>
            <th scope="col">{suppressionWords.from()}</th>
            <th scope="col">{suppressionWords.until()}</th>
            <th scope="col">{suppressionWords.reason()}</th>
            <th scope="col">{suppressionWords.owner()}</th>
            <td />
          </tr>
        </thead>
        <tbody>
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
      verticalAlign: 'middle',
      padding: theme.spacing(0.75, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  state: css({ whiteSpace: 'nowrap' }),
  matchers: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
});
