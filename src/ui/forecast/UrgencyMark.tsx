import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { Urgency } from './model/urgency.ts';

const ICONS: Record<Urgency, IconName> = {
  past: 'times-circle',
  likely: 'exclamation-triangle',
  possible: 'exclamation-circle',
  calm: 'check-circle',
  none: 'arrow-right',
};

/** How urgent it is, as an icon of its own in a colour; the words stand beside it. */
export function UrgencyMark({ urgency }: { readonly urgency: Urgency }) {
  const styles = useStyles2(getStyles);
  return <Icon name={ICONS[urgency]} className={styles[urgency]} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  past: css({ color: theme.colors.error.text }),
  likely: css({ color: theme.colors.error.text }),
  possible: css({ color: theme.colors.warning.text }),
  calm: css({ color: theme.colors.success.text }),
  none: css({ color: theme.colors.text.secondary }),
});
