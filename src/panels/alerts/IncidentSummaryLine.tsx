import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { ALERT_SEVERITIES, INCIDENT_STATES } from '../../../contract/alerts.ts';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import type { ShownIncident } from './read-incidents.ts';
import { alertsWords } from './words.ts';

/** How many incidents stand where, how severe the open ones are, and out of how many alerts they were made. */
export function IncidentSummaryLine({ incidents }: { readonly incidents: readonly ShownIncident[] }) {
  const styles = useStyles2(getStyles);
  const open = incidents.filter(({ state }) => state === 'open');
  const alerts = incidents.reduce((sum, one) => sum + (one.alerts || 0), 0);
  return (
    <div className={styles.line}>
      {INCIDENT_STATES.map((state) => {
        const count = incidents.filter((one) => one.state === state).length;
        return (state === 'open' || count > 0) && <span key={state}>{alertsWords[state](count)}</span>;
      })}
      {ALERT_SEVERITIES.toReversed().map((severity) => {
        const count = open.filter((one) => one.severity === severity).length;
        return (
          count > 0 && (
            <span key={severity} className={styles.severity}>
              <AlertSeverityMark severity={severity} withLabel /> {count}
            </span>
          )
        );
      })}
      <span className={styles.quiet}>{alertsWords.from(alerts.toLocaleString())}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    paddingBottom: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  severity: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
