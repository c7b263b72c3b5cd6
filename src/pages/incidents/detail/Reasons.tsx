import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { AlertRecord } from '../../../api/incidents.ts';
import { percentText } from '../../../ui/alerts/percent-text.ts';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { memberWords, reasonNames } from './words.ts';

export interface ReasonsProps {
  readonly reasons: AlertRecord['reasons'];
  /** The weightiest alone, in a few words. */
  readonly isShort?: boolean;
}

/** Why an alert belongs to its incident, the weightiest reason first. */
export function Reasons({ reasons, isShort = false }: ReasonsProps) {
  const styles = useStyles2(getStyles);
  if (reasons.length === 0) {
    return <span className={styles.quiet}>{memberWords.noReasons()}</span>;
  }
  const sorted = reasons.toSorted((a, b) => b.weight - a.weight);
  const whole = Math.max(1e-9, ...reasons.map(({ weight }) => weight));
  return (
    <ul className={styles.list}>
      {(isShort ? sorted.slice(0, 2) : sorted).map(({ kind, weight, text }) => (
        <li key={`${kind} ${text}`} className={styles.reason}>
          <span className={styles.track} aria-hidden>
            <span className={styles.part} style={{ width: `${(100 * weight) / whole}%` }} />
          </span>
          <span>
            <span className={styles.kind}>{reasonNames[kind]()}</span>
            {!isShort && ` (${memberWords.weight(percentText(weight))})`}
            {text && <span className={styles.quiet}> {shownLine(text, isShort ? 90 : 300)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, fontSize: theme.typography.bodySmall.fontSize }),
  reason: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75) }),
  track: css({ flexShrink: 0, width: 36, height: 6, borderRadius: 3, background: theme.colors.border.medium }),
  part: css({ display: 'block', height: '100%', borderRadius: 3, background: theme.colors.primary.main }),
  kind: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
