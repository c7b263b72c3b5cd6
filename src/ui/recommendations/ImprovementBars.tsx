import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ShownRecommendation } from './shown-recommendation.ts';
import { improvementText } from './value-text.ts';
import { recommendationWords } from './words.ts';

type Measured = Pick<ShownRecommendation, 'expectedImprovement' | 'measuredImprovement' | 'state'>;

/** What was expected, and beside it what was measured once it was done. */
export function ImprovementBars({ of }: { readonly of: Measured }) {
  const styles = useStyles2(getStyles);
  const { expectedImprovement, measuredImprovement, state } = of;
  // Of the hundred percent that nearly all stay within, so that one can be held against another.
  const whole = Math.max(100, Math.abs(expectedImprovement), Math.abs(measuredImprovement ?? 0));
  const row = (name: string, percent: number, className: string) => (
    <>
      <dt>{name}</dt>
      <dd className={styles.value}>
        <span className={styles.track} aria-hidden>
          <span
            className={cx(className, percent < 0 && styles.worse)}
            style={{ width: `${(100 * Math.abs(percent)) / whole}%` }}
          />
        </span>
        {improvementText(percent)}
      </dd>
    </>
  );
  return (
    <dl className={styles.bars}>
      {row(recommendationWords.expected(), expectedImprovement, styles.expected)}
      {measuredImprovement !== null && row(recommendationWords.measured(), measuredImprovement, styles.measured)}
      {measuredImprovement === null && state === 'done' && (
        <>
          <dt>{recommendationWords.measured()}</dt>
          <dd className={styles.quiet}>{recommendationWords.notMeasured()}</dd>
        </>
      )}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const bar = { display: 'block', height: '100%', borderRadius: 3 } as const;
  return {
    bars: css({
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      gap: theme.spacing(0.25, 1),
      margin: 0,
      alignItems: 'center',
      dt: { fontWeight: 'normal', color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
      dd: { margin: 0 },
    }),
    value: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    }),
    track: css({ width: 90, height: 8, borderRadius: 3, background: theme.colors.border.weak, flexShrink: 0 }),
    expected: css({ ...bar, background: theme.colors.primary.main }),
    measured: css({ ...bar, background: theme.colors.success.main }),
    worse: css({ background: theme.colors.error.main }),
    quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  };
};
