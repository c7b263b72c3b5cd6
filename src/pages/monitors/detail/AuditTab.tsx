import { css } from '@emotion/css';
import { useCallback } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { readAudit } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { TabProps } from './DetailTabs.tsx';
import { auditWords } from './words.ts';

/** Who changed what of the monitor, and when. */
export function AuditTab({ datasource, monitor: { id, version } }: TabProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readAudit(source, id), [id]);
  const audit = useAnswer(datasource, read, version);
  if (audit.state === 'loading') {
    return <PlainMessage icon="spinner" title={auditWords.loading()} />;
  }
  if (audit.state === 'failed') {
    return <Alert severity="error" title={auditWords.failed(errorMessage(audit.error))} />;
  }
  if (audit.value.length === 0) {
    return <PlainMessage icon="info-circle" title={auditWords.none()} />;
  }
  return (
    <DataTable
      name={auditWords.list()}
      headings={[auditWords.when(), auditWords.who(), auditWords.what(), auditWords.change()]}
    >
      {audit.value.map(({ id: entry, at, login, role, action, before, after }) => (
        <tr key={entry}>
          <td>{dateTimeFormat(at)}</td>
          <td>
            {login} ({role})
          </td>
          <td>{action}</td>
          <td>
            <details>
              <summary>{auditWords.details()}</summary>
              <pre className={styles.json}>{JSON.stringify({ before, after }, null, 2)}</pre>
            </details>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  json: css({ maxWidth: 600, maxHeight: 320, overflow: 'auto', fontSize: theme.typography.bodySmall.fontSize }),
});
