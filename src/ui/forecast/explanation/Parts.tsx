import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { explainComponents } from './explain-components.ts';
import { SmallChart } from './SmallChart.tsx';
import { explanationWords } from './words.ts';

/** The parts of a forecast over its horizon: in words, and as they run. */
export function Parts({ forecast, timeZone }: { readonly forecast: ShownForecast; readonly timeZone: TimeZone }) {
  const styles = useStyles2(getStyles);
  const parts = explainComponents(forecast, timeZone);
  if (parts.length === 0) {
    return <Text color="secondary">{explanationWords.noParts()}</Text>;
  }
  return (
    <>
      <Text color="secondary">{explanationWords.lead()}</Text>
      <ul className={styles.list}>
        {parts.map(({ name, text, isFlat, values }) => (
          <li key={name}>
            <div className={styles.head}>
              <span className={styles.name}>{name}</span>
              <span className={styles.text}>{text}</span>
            </div>
            {!isFlat && (
              <SmallChart lines={[{ values, color: forecast.color }]} label={explanationWords.chart(name, text)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    margin: theme.spacing(1, 0, 0),
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(0, 2) }),
  name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
