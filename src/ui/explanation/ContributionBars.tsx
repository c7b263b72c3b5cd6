import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { Contribution } from '../../../contract/detection.ts';
import { formatShare, formatSigmas } from './format-fact.ts';
import { drawerWords } from './words.ts';

/** So many contributors are drawn; what is left adds little. */
const MOST = 10;

/** What added how much to the score, largest first, as bars that also read as sentences. */
export function ContributionBars({ contributions }: { readonly contributions: readonly Contribution[] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const largest = [...contributions].sort((a, b) => b.share - a.share).slice(0, MOST);
  const full = largest[0]?.share || 1;
  return (
    <ul className={styles.list}>
      {largest.map(({ name, share, sigmas }) => (
        <li key={name} aria-label={drawerWords.contribution(name, formatShare(share), formatSigmas(sigmas))}>
          <div className={styles.head} aria-hidden>
            <span className={styles.name}>{name}</span>
            <span className={styles.number}>{formatShare(share)}</span>
            <span className={styles.number}>{formatSigmas(sigmas)}</span>
          </div>
          <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
            <rect width={100} height={6} fill={theme.colors.background.secondary} />
            <rect width={(100 * share) / full} height={6} fill={theme.colors.primary.main} />
          </svg>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({ display: 'flex', gap: theme.spacing(1.5), fontSize: theme.typography.bodySmall.fontSize }),
  name: css({ flex: 1, overflowWrap: 'anywhere' }),
  number: css({
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.secondary,
    minWidth: 56,
    textAlign: 'right',
  }),
  bar: css({ display: 'block', width: '100%', height: 6, borderRadius: theme.shape.radius.default }),
});
