import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { FeedbackPreview } from '../../../api/feedback.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { verdictNames } from '../../../ui/verdict/words.ts';
import { detectionWords, feedbackWords } from './words.ts';

/** Detections that would be of another severity, or not marked. */
export function ChangedDetections({ changed }: Pick<FeedbackPreview, 'changed'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={feedbackWords.changed()}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{feedbackWords.severity()}</th>
            <th scope="col">{detectionWords.when()}</th>
            <th scope="col">{detectionWords.series()}</th>
            <th scope="col">{feedbackWords.score()}</th>
            <th scope="col">{feedbackWords.because()}</th>
            <th scope="col">{feedbackWords.said()}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((one) => (
            <tr key={one.id}>
              <td className={styles.severity}>
                <SeverityMark severity={one.severityBefore} withLabel />
                <Icon name="arrow-right" size="sm" aria-label={feedbackWords.to()} />
                {one.severityAfter ? (
                  <SeverityMark severity={one.severityAfter} withLabel />
                ) : (
                  <span>{feedbackWords.unmarked()}</span>
                )}
              </td>
              <td>{dateTimeFormat(one.start)}</td>
              <td className={styles.series}>{one.series}</td>
              <td>
                {one.scoreBefore.toFixed(2)} {feedbackWords.to()} {one.scoreAfter.toFixed(2)}
              </td>
              <td>{one.because}</td>
              <td>{one.verdict ? verdictNames[one.verdict]() : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({ overflowX: 'auto', maxHeight: '50vh', overflowY: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(0.5, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  severity: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.75) }),
  series: css({ minWidth: 90, overflowWrap: 'anywhere' }),
});
