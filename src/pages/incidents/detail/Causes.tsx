import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { RootCause } from '../../../api/incidents.ts';
import { percentText } from '../../../ui/alerts/percent-text.ts';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { causeWords, evidenceNames } from './words.ts';

/** What may have caused it, the likeliest first, and what speaks for each. */
export function Causes({ causes }: { readonly causes: readonly RootCause[] }) {
  const styles = useStyles2(getStyles);
  if (causes.length === 0) {
    return <p className={styles.quiet}>{causeWords.none()}</p>;
  }
  return (
    <ol className={styles.list}>
      {causes.map(({ service, alert, probability, evidence }, place) => (
        <li key={`${service} ${alert}`} className={styles.cause}>
          <div className={styles.head}>
            <span className={place === 0 ? styles.first : styles.service}>{shownLine(service, 80)}</span>
            <span>{causeWords.likely(percentText(probability))}</span>
          </div>
          <div className={styles.track} aria-hidden>
            <div className={styles.part} style={{ width: `${100 * probability}%` }} />
          </div>
          <ul className={styles.evidence}>
            {evidence
              .toSorted((a, b) => b.weight - a.weight)
              .map(({ kind, text }) => (
                <li key={kind}>
                  <strong>{evidenceNames[kind]()}</strong>
                  {text && ` – ${shownLine(text)}`}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  cause: css({ overflowWrap: 'anywhere' }),
  head: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: theme.spacing(1) }),
  first: css({ fontSize: theme.typography.h4.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  service: css({ fontWeight: theme.typography.fontWeightMedium }),
  track: css({ height: 6, borderRadius: 3, background: theme.colors.border.medium, overflow: 'hidden' }),
  part: css({ height: '100%', background: theme.colors.primary.main }),
  evidence: css({
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 0),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    strong: { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary }),
});
