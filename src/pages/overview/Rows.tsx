import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface Row {
  readonly key: string;
  readonly mark: ReactNode;
  readonly title: ReactNode;
  readonly detail: string;
  /** At its end. */
  readonly aside: string;
}

export interface RowsProps {
  readonly rows: readonly Row[];
  /** What is said where there is none. */
  readonly none: string;
}

/** Short lines, one a thing: a mark, what it is, and when or how much. */
export function Rows({ rows, none }: RowsProps) {
  const styles = useStyles2(getStyles);
  if (rows.length === 0) {
    return <p className={styles.quiet}>{none}</p>;
  }
  return (
    <ul className={styles.list}>
      {rows.map(({ key, mark, title, detail, aside }) => (
        <li key={key} className={styles.row}>
          <span className={styles.mark}>{mark}</span>
          <div className={styles.what}>
            {title}
            {detail && <div className={styles.quiet}>{detail}</div>}
          </div>
          <span className={styles.aside}>{aside}</span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    list: css({ listStyle: 'none', margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
    row: css({ display: 'flex', gap: theme.spacing(1) }),
    mark: css({ flexShrink: 0 }),
    what: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
    aside: css({ ...small, flexShrink: 0, maxWidth: '45%', textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
    quiet: css({ ...small, margin: 0 }),
  };
};
