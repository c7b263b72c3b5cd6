import { css } from '@emotion/css';
import { useCallback } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import { readYaml } from '../../api/monitors.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { yamlWords } from './words.ts';

export interface YamlTextProps {
  readonly datasource: ResourceSender;
  readonly monitor: { readonly id: string; readonly name: string };
}

export function YamlText({ datasource, monitor: { id, name } }: YamlTextProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readYaml(source, id), [id]);
  const yaml = useAnswer(datasource, read);
  switch (yaml.state) {
    case 'loading':
      return <PlainMessage icon="spinner" title={yamlWords.loading()} />;
    case 'failed':
      return <Alert severity="error" title={yamlWords.failed(errorMessage(yaml.error))} />;
    case 'done':
      return (
        <>
          <p>{yamlWords.explain()}</p>
          <pre className={styles.yaml} tabIndex={0} aria-label={yamlWords.text()}>
            {yaml.value}
          </pre>
          <div className={styles.buttons}>
            <ClipboardButton icon="copy" variant="primary" getText={() => yaml.value}>
              {yamlWords.copy()}
            </ClipboardButton>
            <Button variant="secondary" icon="download-alt" onClick={() => download(fileName(name), yaml.value)}>
              {yamlWords.download()}
            </Button>
          </div>
        </>
      );
  }
}

function fileName(name: string): string {
  return `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'monitor'
  }.yaml`;
}

function download(file: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
}

const getStyles = (theme: GrafanaTheme2) => ({
  yaml: css({ maxHeight: '50vh', overflow: 'auto', fontSize: theme.typography.bodySmall.fontSize }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
