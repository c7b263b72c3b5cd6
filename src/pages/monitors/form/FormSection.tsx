import { css } from '@emotion/css';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface FormSectionProps {
  /** Its place among the sections, from 1. */
  readonly place: number;
  readonly title: string;
  readonly children: ReactNode;
}

/** One step of the form. */
export function FormSection({ place, title, children }: FormSectionProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id} className={styles.title}>
        {place}. {title}
      </h2>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    // Grafana's fields keep their width.
    [theme.breakpoints.down('md')]: { overflowX: 'auto' },
  }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: theme.spacing(0, 0, 1) }),
});
