import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { AccuracyBadge } from './AccuracyBadge.tsx';
import { hitSentence } from './hit-sentence.ts';
import type { ShownForecast } from './model/shown-forecast.ts';
import { UrgencyMark } from './UrgencyMark.tsx';
import { forecastWords } from './words.ts';

export interface HeadlineProps {
  /** The one that needs somebody first. */
  readonly forecast: ShownForecast;
  /** How many others there are. */
  readonly others: number;
  readonly timeZone: TimeZone;
  /** Absent where the explanation stands on the same page. */
  readonly onExplain?: () => void;
}

/** The one sentence that matters, how sure it is, and how good the forecast was. */
export function Headline({ forecast, others, timeZone, onExplain }: HeadlineProps) {
  const styles = useStyles2(getStyles);
  const { urgency, title, detail } = hitSentence(forecast, timeZone);
  return (
    <div className={styles.headline}>
      <div className={styles.sentence}>
        <UrgencyMark urgency={urgency} />
        <span>
          <strong className={styles.title}>{title}</strong>
          {detail && <span className={styles.detail}> {detail}</span>}
          {others > 0 && <span className={styles.detail}> {forecastWords.more(others)}</span>}
        </span>
      </div>
      <div className={styles.side}>
        {forecast.facts && <AccuracyBadge accuracy={forecast.facts.accuracy} />}
        {onExplain && (
          <IconButton
            name="info-circle"
            size="md"
            tooltip={forecastWords.explainOf(forecast.name)}
            onClick={onExplain}
          />
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  headline: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.25, 2),
    padding: theme.spacing(0.25, 1),
  }),
  sentence: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    minWidth: 0,
    '& svg': { flexShrink: 0, marginTop: theme.spacing(0.25) },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  detail: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  side: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), whiteSpace: 'nowrap' }),
});
