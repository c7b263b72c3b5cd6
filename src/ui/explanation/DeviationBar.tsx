import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { severityLook } from '../severity-look.ts';
import type { ExplainedAnomaly } from './explained.ts';
import { drawerWords } from './words.ts';

const HEIGHT = 16;
/** Free space beside the outermost thing drawn, as a share of the span. */
const MARGIN = 0.04;

/** Where the value lies beside the expected one and the normal range, on one line. Nothing where there is nothing to compare. */
export function DeviationBar({ anomaly: { series, interval } }: { readonly anomaly: ExplainedAnomaly }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { value, expected, lower, upper, severity } = interval;
  if (!Number.isFinite(value) || !Number.isFinite(expected)) {
    return null;
  }
  const hasBand = Number.isFinite(lower) && Number.isFinite(upper);
  const all = [value, expected, ...(hasBand ? [lower, upper] : [])];
  const span = Math.max(...all) - Math.min(...all) || 1;
  const from = Math.min(...all) - MARGIN * span;
  const at = (one: number): number => (100 * (one - from)) / (span * (1 + 2 * MARGIN));
  const valueText = drawerWords.barValue(series.format(value));
  const expectedText = hasBand
    ? drawerWords.barNormal(series.format(expected), series.format(lower), series.format(upper))
    : drawerWords.barExpected(series.format(expected));
  const { color } = severityLook(theme, severity);
  return (
    <div className={styles.box} role="img" aria-label={`${valueText}. ${expectedText}.`}>
      <Place at={at(value)}>
        <strong>{valueText}</strong>
      </Place>
      <svg className={styles.line} width="100%" height={HEIGHT} aria-hidden>
        <rect y={HEIGHT / 2 - 1} width="100%" height={2} fill={theme.colors.border.medium} />
        {hasBand && (
          <rect
            x={`${at(lower)}%`}
            width={`${Math.max(0.6, at(upper) - at(lower))}%`}
            y={2}
            height={HEIGHT - 4}
            rx={2}
            fill={theme.colors.info.transparent}
            stroke={theme.colors.info.border}
          />
        )}
        <line
          x1={`${at(Math.min(value, expected))}%`}
          x2={`${at(Math.max(value, expected))}%`}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke={color}
          strokeWidth={3}
        />
        <line
          x1={`${at(expected)}%`}
          x2={`${at(expected)}%`}
          y2={HEIGHT}
          stroke={theme.colors.text.primary}
          strokeWidth={2}
        />
        <circle cx={`${at(value)}%`} cy={HEIGHT / 2} r={5} fill={color} />
      </svg>
      <Place at={at(expected)}>{expectedText}</Place>
    </div>
  );
}

/** Text at a place of the line (0..100), never beyond its ends. */
function Place({ at, children }: { readonly at: number; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row} aria-hidden>
      <span className={styles.before} style={{ flexGrow: at }} />
      <span className={styles.label}>{children}</span>
      <span className={styles.before} style={{ flexGrow: 100 - at }} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ marginTop: theme.spacing(1.5) }),
  line: css({ display: 'block', overflow: 'visible', margin: theme.spacing(0.25, 0) }),
  row: css({ display: 'flex', fontSize: theme.typography.bodySmall.fontSize }),
  before: css({ flexBasis: 0 }),
  label: css({ fontVariantNumeric: 'tabular-nums' }),
});
