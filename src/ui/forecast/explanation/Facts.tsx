import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { durationText } from '../model/duration-text.ts';
import type { ShownForecast } from '../model/shown-forecast.ts';
import { explanationWords } from './words.ts';

/** What made the forecast, the seasons it knows, and up to when it knows values. */
export function Facts({ forecast, timeZone }: { readonly forecast: ShownForecast; readonly timeZone: TimeZone }) {
  const styles = useStyles2(getStyles);
  const { facts, origin } = forecast;
  if (!facts) {
    return null;
  }
  const periods = facts.periods.map(durationText).join(', ');
  return (
    <ul className={styles.list}>
      <li>{explanationWords.madeBy(facts.forecaster)}</li>
      <li>{periods ? explanationWords.seasons(periods) : explanationWords.noSeasons()}</li>
      <li>{explanationWords.origin(dateTimeFormat(origin, { timeZone }))}</li>
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    listStyle: 'none',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
