import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { Bars } from './bars-of.ts';
import { drawerWords } from './words.ts';

/** Height of a bar in pixels, and the least width, in percent of the chart, that is still seen. */
const HEIGHT = 8;
const THINNEST = 0.6;

/** What contributed how much, largest first, as bars from one axis; each row reads as a sentence too. */
export function ContributionBars({ bars: { bars, lead, isSigned } }: { readonly bars: Bars }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const lengths = bars.map(({ length }) => length);
  const low = Math.min(0, ...lengths);
  const span = Math.max(0, ...lengths) - low || 1;
  const axis = (100 * -low) / span;
  return (
    <>
      <p className={styles.lead}>{lead}</p>
      {isSigned && low < 0 && (
        <div className={styles.sides} aria-hidden>
          <span>← {drawerWords.lessUnusual()}</span>
          <span>{drawerWords.moreUnusual()} →</span>
        </div>
      )}
      <ul className={styles.list}>
        {bars.map(({ name, length, amount, detail, sentence }) => {
          const width = Math.max(THINNEST, (100 * Math.abs(length)) / span);
          const fill = length < 0 ? theme.colors.info.text : theme.colors.warning.text;
          return (
            <li key={name} aria-label={sentence}>
              <div className={styles.head} aria-hidden>
                <span className={styles.name}>{name}</span>
                <span className={styles.amount}>{amount}</span>
              </div>
              <svg className={styles.bar} width="100%" height={HEIGHT} aria-hidden>
                <rect width="100%" height={HEIGHT} fill={theme.colors.background.secondary} />
                <rect x={`${length < 0 ? axis - width : axis}%`} width={`${width}%`} height={HEIGHT} fill={fill} />
                {low < 0 && (
                  <line
                    x1={`${axis}%`}
                    x2={`${axis}%`}
                    y2={HEIGHT}
                    stroke={theme.colors.text.primary}
                    shapeRendering="crispEdges"
                  />
                )}
              </svg>
              {detail && (
                <div className={styles.detail} aria-hidden>
                  {detail}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lead: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(1) }),
  sides: css({
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginBottom: theme.spacing(0.5),
  }),
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(1.25) }),
  head: css({ display: 'flex', gap: theme.spacing(1.5), alignItems: 'baseline' }),
  name: css({ flex: 1, overflowWrap: 'anywhere' }),
  amount: css({ fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightMedium }),
  bar: css({ display: 'block', borderRadius: theme.shape.radius.default, margin: theme.spacing(0.25, 0) }),
  detail: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
