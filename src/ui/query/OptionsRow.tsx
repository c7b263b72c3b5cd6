import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

export interface OptionsRowProps {
  readonly title: string;
  /** Shown beside the title while the row is closed. */
  readonly summary: readonly string[];
  readonly children: ReactNode;
}

/** A row of options that opens and closes; closed, it says what is set. */
export function OptionsRow({ title, summary, children }: OptionsRowProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={styles.header}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} />
        <span className={styles.title}>{title}</span>
        {!open && (
          <span className={styles.summary}>
            {summary.map((part) => (
              <span key={part}>{part}</span>
            ))}
          </span>
        )}
      </button>
      <div id={id} className={styles.body} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ background: theme.colors.background.secondary, borderRadius: theme.shape.radius.default }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    width: '100%',
    minHeight: theme.spacing(theme.components.height.md),
    padding: theme.spacing(0.25, 1),
    border: 'none',
    background: 'transparent',
    textAlign: 'left',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  summary: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  body: css({ padding: theme.spacing(0.5, 1, 1, 3), '&[hidden]': { display: 'none' } }),
});
