import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Spinner, TextLink, useStyles2 } from '@grafana/ui';
import { errorMessage } from '../../ui/error-message.ts';
import { Section } from '../../ui/section/Section.tsx';
import type { Live } from '../../ui/use-live.ts';
import { overviewWords } from './words.ts';

export interface PartProps<T> {
  readonly title: string;
  /** The page that has all of it. */
  readonly href?: string;
  readonly live: Live<T>;
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

/** One part of the overview: what is known of it, or why nothing is. A part that fails leaves the others alone. */
export function Part<T>({ title, href, live: { value, error, refresh }, className, children }: PartProps<T>) {
  const styles = useStyles2(getStyles);
  return (
    <Section
      title={title}
      className={className}
      actions={
        href && (
          <span aria-label={overviewWords.allOf(title)} role="group">
            <TextLink href={href} inline={false} variant="bodySmall">
              {overviewWords.all()}
            </TextLink>
          </span>
        )
      }
    >
      {error !== null && (
        <div role="alert" className={styles.failed}>
          <Icon name="exclamation-triangle" />
          <span className={styles.reason}>
            {value === null ? overviewWords.failed(errorMessage(error)) : overviewWords.stale(errorMessage(error))}
          </span>
          <Button size="sm" variant="secondary" icon="sync" onClick={refresh}>
            {overviewWords.retry()}
          </Button>
        </div>
      )}
      {value === null && error === null && (
        <div role="status" className={styles.quiet}>
          <Spinner inline /> {overviewWords.loading()}
        </div>
      )}
      {value !== null && children(value)}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  failed: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.error.text,
    overflowWrap: 'anywhere',
  }),
  reason: css({ flex: '1 1 0', minWidth: 160 }),
  quiet: css({ color: theme.colors.text.secondary }),
});
