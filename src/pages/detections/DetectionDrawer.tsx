import { css } from '@emotion/css';
import { useCallback, useMemo, useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Alert, Button, Drawer, useStyles2 } from '@grafana/ui';
import { readDetection } from '../../api/detections.ts';
import type { DetectionRecord } from '../../api/detections.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { explainedOf } from '../../ui/explanation/explained.ts';
import { Explanation } from '../../ui/explanation/Explanation.tsx';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { VerdictButtons } from '../../ui/verdict/VerdictButtons.tsx';
import type { NightjarSource } from '../source/load-datasource.ts';
import { sourceWords } from '../source/words.ts';
import { DetectionLinks } from './DetectionLinks.tsx';
import { drawerWords, pageWords } from './words.ts';

export interface DetectionDrawerProps {
  readonly datasource: NightjarSource;
  /** Which one, and the list it may be in, newest first; null while that is on its way. */
  readonly id: string;
  readonly detections: readonly DetectionRecord[] | null;
  readonly timeZone: TimeZone;
  readonly mayJudge: boolean;
  readonly onShow: (id: string) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** All that is known of one detection, what people say of it, and the ways to where it comes from. */
export function DetectionDrawer(props: DetectionDrawerProps) {
  const { datasource, id, timeZone, mayJudge, onShow, onChanged, onClose } = props;
  const detections = props.detections ?? [];
  const styles = useStyles2(getStyles);
  const [changes, setChanges] = useState(0);
  const place = detections.findIndex((one) => one.id === id);
  const read = useCallback((source: ResourceSender) => readDetection(source, id), [id]);
  // One of the list is shown at once; one that an address names may lie outside of it.
  const alone = useAnswer(place < 0 && props.detections !== null ? datasource : null, read, changes);
  const detection = detections[place] ?? (alone.state === 'done' ? alone.value : null);
  const anomaly = useMemo(() => detection && explainedOf(detection), [detection]);
  const changed = () => {
    setChanges((count) => count + 1);
    onChanged();
  };
  return (
    <Drawer title={detection?.series ?? ''} subtitle={detection?.monitorName} size="sm" onClose={onClose}>
      {alone.state === 'failed' && place < 0 && (
        <Alert severity="error" title={drawerWords.failed(errorMessage(alone.error))} />
      )}
      {!detection && alone.state === 'loading' && <PlainMessage icon="spinner" title={drawerWords.loading()} />}
      {detection && anomaly && (
        <div className={styles.body}>
          {place >= 0 && (
            <div className={styles.pager}>
              <Button
                size="sm"
                variant="secondary"
                icon="angle-left"
                disabled={place === detections.length - 1}
                onClick={() => onShow(detections[place + 1].id)}
              >
                {drawerWords.older()}
              </Button>
              <Button
                size="sm"
                variant="secondary"
                icon="angle-right"
                disabled={place === 0}
                onClick={() => onShow(detections[place - 1].id)}
              >
                {drawerWords.newer()}
              </Button>
            </div>
          )}
          {detection.suppression && (
            <Alert
              severity="info"
              title={drawerWords.suppressed(detection.suppression.reason, detection.suppression.author)}
            />
          )}
          <section aria-label={drawerWords.verdict()}>
            <h3 className={styles.heading}>{drawerWords.verdict()}</h3>
            <VerdictButtons
              key={detection.id}
              datasource={datasource}
              detection={detection}
              mayJudge={mayJudge}
              withNote
              onChanged={changed}
            />
            {!mayJudge && <p className={styles.quiet}>{sourceWords.viewer(pageWords.viewer())}</p>}
          </section>
          <Explanation anomaly={anomaly} timeZone={timeZone} />
          <DetectionLinks datasource={datasource} detection={detection} />
        </div>
      )}
    </Drawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  pager: css({ display: 'flex', justifyContent: 'flex-end', gap: theme.spacing(0.5) }),
  heading: css({
    fontSize: theme.typography.h6.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  quiet: css({
    margin: theme.spacing(0.5, 0, 0),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
