import { css, cx } from '@emotion/css';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface DataTableProps {
  /** What screen readers call it. */
  readonly name: string;
  /** One a column: a text, a `th` of its own, or null over a column that needs none. */
  readonly headings: readonly ReactNode[];
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways where it does not fit, by keyboard too. */
export function DataTable({ name, headings, className, children }: DataTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={name}>
      <table className={cx(styles.table, className)}>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <Fragment key={index}>{headingOf(heading)}</Fragment>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function headingOf(heading: ReactNode): ReactNode {
  if (heading === null) {
    return <td />;
  }
  return typeof heading === 'string' ? <th scope="col">{heading}</th> : heading;
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
    // On Grafana's own hover colour, small quiet text would be hard to read.
    'tbody tr:hover': { background: theme.colors.background.secondary },
  }),
});
