import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { Alert } from '@grafana/ui';
import { readMonitor } from '../../../api/monitors.ts';
import type { MonitorRecord } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { monitorWords } from '../words.ts';
import { draftOf } from './draft.ts';
import { EditorsOnly } from './EditorsOnly.tsx';
import { MonitorForm } from './MonitorForm.tsx';
import { formWords } from './words.ts';

export interface MonitorFormPageProps {
  /** Changes the monitor of the address, or makes another one like it. */
  readonly mode: 'edit' | 'copy';
}

/** The form of a monitor that is there. */
export function MonitorFormPage({ mode }: MonitorFormPageProps) {
  const { id = '' } = useParams();
  return (
    <SourcePage pageNav={{ text: mode === 'edit' ? formWords.editTitle() : formWords.copyTitle() }} isFixed>
      {(datasource) => (
        <EditorsOnly datasource={datasource}>
          <LoadedForm key={`${mode} ${id}`} datasource={datasource} id={id} mode={mode} />
        </EditorsOnly>
      )}
    </SourcePage>
  );
}

interface LoadedFormProps extends MonitorFormPageProps {
  readonly datasource: NightjarSource;
  readonly id: string;
}

function LoadedForm({ datasource, id, mode }: LoadedFormProps) {
  const read = useCallback((source: ResourceSender) => readMonitor(source, id), [id]);
  const monitor = useAnswer(datasource, read);
  switch (monitor.state) {
    case 'loading':
      return <PlainMessage icon="spinner" title={formWords.loading()} />;
    case 'failed':
      return <Alert severity="error" title={formWords.loadFailed(errorMessage(monitor.error))} />;
    case 'done':
      return mode === 'copy' ? (
        <MonitorForm datasource={datasource} initial={copyOf(monitor.value)} monitor={null} />
      ) : (
        <EditForm datasource={datasource} monitor={monitor.value} />
      );
  }
}

function EditForm({ datasource, monitor }: { readonly datasource: NightjarSource; readonly monitor: MonitorRecord }) {
  if (monitor.origin === 'file') {
    return (
      <Alert severity="info" title={formWords.fromFile(monitor.source)}>
        <PageLink href={monitorPaths.copy(datasource.uid, monitor.id)} icon="copy" variant="secondary">
          {monitorWords.copy()}
        </PageLink>
      </Alert>
    );
  }
  return <MonitorForm datasource={datasource} initial={draftOf(monitor.spec)} monitor={monitor} />;
}

function copyOf({ spec }: MonitorRecord) {
  return draftOf({ ...spec, name: formWords.copyName(spec.name).slice(0, 200) });
}
