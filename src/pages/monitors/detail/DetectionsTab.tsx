import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { DetectionRow } from './DetectionRow.tsx';
import type { TabProps } from './DetailTabs.tsx';
import { useDetections } from './use-detections.ts';
import { detectionWords } from './words.ts';

/** What the monitor found, to be judged. */
export function DetectionsTab({ datasource, monitor, mayChange, onChanged }: TabProps) {
  const styles = useStyles2(getStyles);
  const { detections, hasMore, error, refresh, more } = useDetections(datasource, monitor.id, monitor.evaluatedTo);
  if (!detections) {
    return error === null ? (
      <PlainMessage icon="spinner" title={detectionWords.loading()} />
    ) : (
      <Alert severity="error" title={detectionWords.failed(errorMessage(error))} />
    );
  }
  if (detections.length === 0) {
    return (
      <PlainMessage icon="check-circle" title={detectionWords.none()}>
        {detectionWords.noneHelp()}
      </PlainMessage>
    );
  }
  return (
    <>
      {error !== null && <Alert severity="warning" title={detectionWords.failed(errorMessage(error))} />}
      <div className={styles.scroller} tabIndex={0} role="region" aria-label={detectionWords.list()}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{detectionWords.what()}</th>
              <th scope="col">{detectionWords.when()}</th>
              <th scope="col">{detectionWords.series()}</th>
              <th scope="col">{detectionWords.value()}</th>
              <th scope="col">{detectionWords.verdict()}</th>
            </tr>
          </thead>
          <tbody>
            {detections.map((detection) => (
              <DetectionRow
                key={detection.id}
                datasource={datasource}
                detection={detection}
                mayJudge={mayChange}
                onChanged={() => {
                  refresh();
                  onChanged();
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hasMore && (
        <Button variant="secondary" className={styles.more} onClick={more}>
          {detectionWords.more()}
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  more: css({ marginTop: theme.spacing(1) }),
  scroller: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: theme.spacing(1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
