import { css } from '@emotion/css';
import type { ReactNode } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import type { FeedbackPreview } from '../../../api/feedback.ts';
import { shareText } from '../share-text.ts';
import { ChangedDetections } from './ChangedDetections.tsx';
import { feedbackWords } from './words.ts';

export interface FeedbackChangesProps {
  readonly preview: FeedbackPreview;
  /** What to do with it. */
  readonly children: ReactNode;
}

/** Before and after: what applying the verdicts would change over the kept results. */
export function FeedbackChanges({ preview, children }: FeedbackChangesProps) {
  const styles = useStyles2(getStyles);
  const { from, to, before, after, changed, note, verdicts } = preview;
  const judged = verdicts.true + verdicts.false + verdicts.expected;
  const precision = (value: number | null) =>
    value === null
      ? (judged > 0 ? feedbackWords.noneMarked : feedbackWords.unknown)()
      : feedbackWords.ofJudged(shareText(value), judged);
  const recall = (value: number | null) =>
    value === null ? feedbackWords.noneTrue() : feedbackWords.ofTrue(shareText(value), verdicts.true);
  const rows: ReadonlyArray<readonly [string, string, string]> = [
    [feedbackWords.detections(), String(before.detections), String(after.detections)],
    [feedbackWords.precision(), precision(before.precision), precision(after.precision)],
    [feedbackWords.recall(), recall(before.recall), recall(after.recall)],
  ];
  return (
    <section
      aria-label={feedbackWords.previewTitle(dateTimeFormat(from), dateTimeFormat(to))}
      className={styles.section}
    >
      <h3 className={styles.title}>{feedbackWords.previewTitle(dateTimeFormat(from), dateTimeFormat(to))}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{feedbackWords.measure()}</th>
            <th scope="col">{feedbackWords.before()}</th>
            <th scope="col">{feedbackWords.after()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, now, then]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{now}</td>
              <td>{then}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <Alert severity="info" title={note} />}
      {changed.length === 0 ? <p>{feedbackWords.nothing()}</p> : <ChangedDetections changed={changed} />}
      <div>{children}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
  }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
  table: css({
    alignSelf: 'start',
    'th, td': { textAlign: 'left', padding: theme.spacing(0.5, 4, 0.5, 0) },
    'tbody th': { fontWeight: 'normal', color: theme.colors.text.secondary },
  }),
});
