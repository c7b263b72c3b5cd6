import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { SystemHealth } from '../../api/system-health.ts';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import { durationText } from '../../ui/forecast/model/duration-text.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import { healthWords } from './words.ts';

const MOST_ITEMS = 6;

/** What takes points from the score, the dearest first. */
export function HealthCosts({ health: { items } }: { readonly health: SystemHealth }) {
  const styles = useStyles2(getStyles);
  if (items.length === 0) {
    return <p className={styles.quiet}>{healthWords.none()}</p>;
  }
  const sorted = items.toSorted((a, b) => b.cost - a.cost || a.since - b.since);
  return (
    <>
      <ul className={styles.items}>
        {sorted.slice(0, MOST_ITEMS).map(({ kind, id, severity, cost, service, title, since }) => (
          <li key={`${kind} ${id}`} className={styles.item}>
            <span className={styles.cost}>{healthWords.cost(cost)}</span>
            <AlertSeverityMark severity={severity} />
            <span className={styles.title}>
              {shownLine(title, 160)}
              <span className={styles.quiet}>
                {' '}
                {[
                  service && shownLine(service, 60),
                  kind === 'anomaly' ? healthWords.anomaly() : healthWords.alert(),
                  healthWords.since(durationText(Date.now() - since)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST_ITEMS && <p className={styles.quiet}>{healthWords.more(sorted.length - MOST_ITEMS)}</p>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  items: css({ listStyle: 'none', margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  item: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) }),
  cost: css({
    width: 32,
    flexShrink: 0,
    textAlign: 'right',
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
  title: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
