import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';

export interface PlainMessageProps {
  /** A spinner stands in for the icon while something is on its way. */
  readonly icon: IconName | 'spinner';
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** A state in words, in the middle of the space: nothing there, on its way, or what is missing and what to do. */
export function PlainMessage({ icon, title, children }: PlainMessageProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role="status">
      <div className={styles.icon}>{icon === 'spinner' ? <Spinner size="xl" /> : <Icon name={icon} size="xxl" />}</div>
      <div className={styles.title}>{title}</div>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    textAlign: 'center',
    overflow: 'auto',
  }),
  icon: css({ color: theme.colors.text.secondary }),
  title: css({ fontSize: theme.typography.h5.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  text: css({ color: theme.colors.text.secondary, maxWidth: 520 }),
});
