import { css } from '@emotion/css';
import { useCallback } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, ClipboardButton, Modal, useStyles2 } from '@grafana/ui';
import { readExport } from '../../../api/incidents.ts';
import type { IncidentRecord } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { actionWords } from './words.ts';

export interface ExportModalProps {
  readonly datasource: ResourceSender;
  readonly incident: Pick<IncidentRecord, 'id'>;
  readonly onClose: () => void;
}

/** The incident's rule as a snippet of Alertmanager's configuration. */
export function ExportModal({ datasource, incident: { id }, onClose }: ExportModalProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readExport(source, id), [id]);
  const rule = useAnswer(datasource, read);
  return (
    <Modal title={actionWords.exportTitle()} isOpen onDismiss={onClose}>
      <p>{actionWords.exportHelp()}</p>
      {rule.state === 'loading' && <PlainMessage icon="spinner" title={actionWords.exportLoading()} />}
      {rule.state === 'failed' && <Alert severity="error" title={actionWords.exportFailed(errorMessage(rule.error))} />}
      {rule.state === 'done' && (
        <>
          <pre className={styles.text} tabIndex={0} aria-label={actionWords.exportTitle()}>
            {rule.value}
          </pre>
          <ClipboardButton icon="copy" variant="primary" getText={() => rule.value}>
            {actionWords.copy()}
          </ClipboardButton>
        </>
      )}
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ maxHeight: '50vh', overflow: 'auto', fontSize: theme.typography.bodySmall.fontSize }),
});
