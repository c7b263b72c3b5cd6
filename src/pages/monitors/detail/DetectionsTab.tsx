import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
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
      <DataTable
        name={detectionWords.list()}
        headings={[
          detectionWords.what(),
          detectionWords.when(),
          detectionWords.series(),
          detectionWords.value(),
          detectionWords.verdict(),
        ]}
      >
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
      </DataTable>
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
});
