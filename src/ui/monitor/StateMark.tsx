import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { MonitorState } from '../../../contract/monitor.ts';
import { stateNames } from './state-names.ts';

const ICONS: Record<MonitorState, IconName> = {
  new: 'plus-circle',
  learning: 'hourglass',
  ok: 'check-circle',
  anomalous: 'exclamation-triangle',
  late: 'clock-nine',
  failing: 'times-circle',
  paused: 'pause',
};

/** How a monitor stands: an icon of its own and the word, in a colour. */
export function StateMark({ state }: { readonly state: MonitorState }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark}>
      <Icon name={ICONS[state]} className={styles[state]} />
      <span>{stateNames[state]()}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  new: css({ color: theme.colors.text.secondary }),
  learning: css({ color: theme.colors.info.text }),
  ok: css({ color: theme.colors.success.text }),
  anomalous: css({ color: theme.colors.error.text }),
  late: css({ color: theme.colors.warning.text }),
  failing: css({ color: theme.colors.error.text }),
  paused: css({ color: theme.colors.text.secondary }),
});
