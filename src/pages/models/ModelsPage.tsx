import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { readModels } from '../../api/models.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { SourcePage } from '../source/SourcePage.tsx';
import { ModelTable } from './ModelTable.tsx';
import { UploadForm } from './UploadForm.tsx';
import { modelsWords } from './words.ts';

/** ONNX models of a datasource: uploaded, listed, deleted. */
export function ModelsPage() {
  return (
    <SourcePage subTitle={modelsWords.subtitle()}>{(datasource) => <Models datasource={datasource} />}</SourcePage>
  );
}

function Models({ datasource }: { readonly datasource: ResourceSender }) {
  const styles = useStyles2(getStyles);
  const [changes, setChanges] = useState(0);
  const models = useAnswer(datasource, readModels, changes);
  const changed = () => setChanges((count) => count + 1);
  if (models.state === 'loading') {
    return <PlainMessage icon="spinner" title={modelsWords.loading()} />;
  }
  if (models.state === 'failed') {
    return <Alert severity="error" title={modelsWords.failed(errorMessage(models.error))} />;
  }
  const { models: list, maxBytes, inMemoryOnly } = models.value;
  return (
    <>
      {inMemoryOnly && <Alert severity="info" title={modelsWords.inMemory()} />}
      <section className={styles.page}>
        <h2 className={styles.title}>{modelsWords.list()}</h2>
        {list.length === 0 ? (
          <PlainMessage icon="cube" title={modelsWords.empty()}>
            {modelsWords.emptyHelp()}
          </PlainMessage>
        ) : (
          <ModelTable datasource={datasource} models={list} onDeleted={changed} />
        )}
      </section>
      <UploadForm datasource={datasource} maxBytes={maxBytes} onUploaded={changed} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  title: css({ fontSize: theme.typography.h4.fontSize, margin: 0 }),
});
