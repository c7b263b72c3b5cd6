import { css } from '@emotion/css';
import { useCallback, useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Text, useStyles2 } from '@grafana/ui';
import { applyFeedback, previewFeedback, readFeedback, takeBackFeedback } from '../../../api/feedback.ts';
import type { FeedbackPreview } from '../../../api/feedback.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import { sourceWords } from '../../source/words.ts';
import { FeedbackCounts } from './FeedbackCounts.tsx';
import { FeedbackChanges } from './FeedbackChanges.tsx';
import type { TabProps } from './DetailTabs.tsx';
import { feedbackWords } from './words.ts';

/** What verdicts did, and would do: seen before it is applied, and taken back as easily. */
export function FeedbackTab({ datasource, monitor: { id }, mayChange, onChanged }: TabProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readFeedback(source, id), [id]);
  const { value: feedback, error, refresh } = useLive(datasource, read, null);
  const [preview, setPreview] = useState<FeedbackPreview | null>(null);
  const [busy, setBusy] = useState<'preview' | 'change' | null>(null);
  const [said, setSaid] = useState<{ readonly severity: 'success' | 'error'; readonly text: string } | null>(null);
  const act = async (kind: 'preview' | 'change', work: () => Promise<string | null>) => {
    setBusy(kind);
    setSaid(null);
    try {
      const text = await work();
      setSaid(text === null ? null : { severity: 'success', text });
    } catch (failure) {
      setSaid({ severity: 'error', text: feedbackWords.actionFailed(errorMessage(failure)) });
    } finally {
      setBusy(null);
    }
  };
  const change = (work: () => Promise<unknown>, words: () => string) =>
    act('change', async () => {
      await work();
      setPreview(null);
      refresh();
      onChanged();
      return words();
    });
  if (!feedback) {
    return error === null ? (
      <PlainMessage icon="spinner" title={feedbackWords.loading()} />
    ) : (
      <Alert severity="error" title={feedbackWords.failed(errorMessage(error))} />
    );
  }
  const { applied, waiting, counts } = feedback;
  return (
    <div className={styles.tab}>
      <Text color="secondary">{feedbackWords.explain()}</Text>
      <FeedbackCounts counts={counts} />
      <div>
        <div>
          {applied
            ? feedbackWords.applied(applied.verdicts, applied.author, dateTimeFormat(applied.at))
            : feedbackWords.notApplied()}
        </div>
        <div>{feedbackWords.waiting(waiting)}</div>
      </div>
      {!mayChange && <Alert severity="info" title={sourceWords.viewer(feedbackWords.viewer())} />}
      {mayChange && (
        <div className={styles.buttons}>
          <Button
            icon={busy === 'preview' ? 'spinner' : 'eye'}
            variant={preview ? 'secondary' : 'primary'}
            disabled={busy !== null}
            onClick={() =>
              void act('preview', async () => {
                setPreview(await previewFeedback(datasource, id));
                return null;
              })
            }
          >
            {busy === 'preview' ? feedbackWords.previewing() : feedbackWords.preview()}
          </Button>
          {applied && (
            <Button
              icon="history"
              variant="secondary"
              tooltip={feedbackWords.takeBackHelp()}
              disabled={busy !== null}
              onClick={() => void change(() => takeBackFeedback(datasource, id), feedbackWords.takenBack)}
            >
              {feedbackWords.takeBack()}
            </Button>
          )}
        </div>
      )}
      {said && <Alert severity={said.severity} title={said.text} />}
      {preview && (
        <FeedbackChanges preview={preview}>
          <Button
            icon="check"
            disabled={busy !== null}
            onClick={() => void change(() => applyFeedback(datasource, id), feedbackWords.done)}
          >
            {feedbackWords.apply()}
          </Button>
        </FeedbackChanges>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
