import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

export interface ConfigSectionProps {
  readonly title: string;
  readonly text: string;
  /** Given for what few need: the section can be closed, and this is how it starts. */
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
}

/** A part of the settings with its heading and what it is about. */
export function ConfigSection({ title, text, startsOpen, children }: ConfigSectionProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const canClose = startsOpen !== undefined;
  const [open, setOpen] = useState(startsOpen ?? true);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {canClose ? (
          <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'angle-down' : 'angle-right'} />
            {title}
          </button>
        ) : (
          title
        )}
      </h3>
      <p className={styles.text}>{text}</p>
      {open && children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    maxWidth: 640,
    paddingBottom: theme.spacing(2),
    marginBottom: theme.spacing(3),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  title: css({ fontSize: theme.typography.h4.fontSize }),
  toggle: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 'none',
    background: 'transparent',
    font: 'inherit',
  }),
  text: css({ color: theme.colors.text.secondary }),
});
