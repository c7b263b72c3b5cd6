import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { IncidentState } from '../../../contract/alerts.ts';
import { t } from '../translate.ts';

export const incidentStateWords: Record<IncidentState, () => string> = {
  open: () => t('incident-state.open', 'Open'),
  acknowledged: () => t('incident-state.acknowledged', 'Acknowledged'),
  resolved: () => t('incident-state.resolved', 'Resolved'),
};

const ICONS: Record<IncidentState, IconName> = {
  open: 'exclamation-circle',
  acknowledged: 'eye',
  resolved: 'check-circle',
};

/** Where an incident stands: an icon of its own and the word, in a colour. */
export function IncidentStateMark({ state }: { readonly state: IncidentState }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark}>
      <Icon name={ICONS[state]} className={styles[state]} />
      <span>{incidentStateWords[state]()}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  open: css({ color: theme.colors.error.text }),
  acknowledged: css({ color: theme.colors.info.text }),
  resolved: css({ color: theme.colors.success.text }),
});
