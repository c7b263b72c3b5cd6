import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { percentText } from '../hit-sentence.ts';
import type { ForecastFacts } from '../model/shown-forecast.ts';
import { explanationWords } from './words.ts';

const HEIGHT = 8;

/** The members of a forecast as bars of their weights, each with how it did on its own. */
export function Members({ members }: { readonly members: ForecastFacts['members'] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <ul className={styles.list}>
      {members.map(({ forecaster, name, weight, mase }) => {
        const error = Number.isFinite(mase) ? explanationWords.mase(mase.toFixed(2)) : '';
        return (
          <li key={`${forecaster} ${name}`} aria-label={explanationWords.member(name, percentText(weight), error)}>
            <div className={styles.head} aria-hidden>
              <span>{name}</span>
              <span className={styles.amount}>
                {percentText(weight)} <span className={styles.quiet}>{error}</span>
              </span>
            </div>
            <svg className={styles.bar} width="100%" height={HEIGHT} aria-hidden>
              <rect width="100%" height={HEIGHT} fill={theme.colors.background.secondary} />
              <rect width={`${100 * weight}%`} height={HEIGHT} fill={theme.colors.info.text} />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
  amount: css({ fontVariantNumeric: 'tabular-nums' }),
  quiet: css({ color: theme.colors.text.secondary }),
  bar: css({ display: 'block', borderRadius: theme.shape.radius.default }),
});
