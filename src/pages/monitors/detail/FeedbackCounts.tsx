import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { VerdictCounts } from '../../../api/monitors.ts';
import { shareText } from '../share-text.ts';
import { feedbackWords } from './words.ts';

/** How many verdicts there are, and what they say of the monitor; every share with the number it is of. */
export function FeedbackCounts({ counts }: { readonly counts: VerdictCounts }) {
  const styles = useStyles2(getStyles);
  const { detections, precision, recall } = counts;
  const judged = counts.true + counts.false + counts.expected;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [feedbackWords.detections(), String(detections)],
    [feedbackWords.true(), String(counts.true)],
    [feedbackWords.false(), String(counts.false)],
    [feedbackWords.expected(), String(counts.expected)],
    [
      feedbackWords.precision(),
      precision === null ? feedbackWords.unknown() : feedbackWords.ofJudged(shareText(precision), judged),
    ],
    [
      feedbackWords.recall(),
      recall === null ? feedbackWords.noneTrue() : feedbackWords.ofTrue(shareText(recall), counts.true),
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
    gap: theme.spacing(1),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { margin: 0, fontWeight: theme.typography.fontWeightMedium },
  }),
});
