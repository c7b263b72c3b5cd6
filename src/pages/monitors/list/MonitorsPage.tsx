import { useCallback } from 'react';
import { Alert, Button } from '@grafana/ui';
import { readMonitors } from '../../../api/monitors.ts';
import type { MonitorList } from '../../../api/monitors.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { MonitorsTabs } from '../MonitorsTabs.tsx';
import { UndoBar } from '../UndoBar.tsx';
import { useMonitorActions } from '../use-monitor-actions.ts';
import { monitorWords } from '../words.ts';
import { EmptyMonitors } from './EmptyMonitors.tsx';
import { EvaluationNotices } from './EvaluationNotices.tsx';
import { FilteredMonitors } from './FilteredMonitors.tsx';
import { listWords } from './words.ts';

const REFRESH_MS = 15_000;

/** Every monitor of a datasource and how it stands. */
export function MonitorsPage() {
  return (
    <SourcePage subTitle={listWords.subtitle()}>{(datasource) => <Monitors datasource={datasource} />}</SourcePage>
  );
}

function Monitors({ datasource }: { readonly datasource: NightjarSource }) {
  const list = useLive(datasource, readMonitors, REFRESH_MS);
  const actions = useMonitorActions(datasource, list.refresh);
  const role = useRole(datasource);
  const mayChange = mayAs(role, 'Editor');
  const shown = useCallback(
    ({ monitors }: MonitorList) => monitors.filter(({ id }) => !actions.deleted.some((one) => one.id === id)),
    [actions.deleted]
  );
  if (!list.value) {
    return list.error === null ? (
      <PlainMessage icon="spinner" title={listWords.loading()} />
    ) : (
      <Alert severity="error" title={listWords.failed()}>
        <p>{errorMessage(list.error)}</p>
        <Button variant="secondary" icon="sync" onClick={list.refresh}>
          {monitorWords.retry()}
        </Button>
      </Alert>
    );
  }
  const monitors = shown(list.value);
  return (
    <>
      <MonitorsTabs ds={datasource.uid} active="monitors" />
      {list.error !== null && <Alert severity="warning" title={listWords.stale(errorMessage(list.error))} />}
      {actions.failure !== null && <Alert severity="error" title={actions.failure} />}
      {role !== null && !mayChange && <Alert severity="info" title={sourceWords.viewer(monitorWords.viewer())} />}
      <EvaluationNotices list={list.value} />
      {actions.deleted.map((monitor) => (
        <UndoBar key={monitor.id} actions={actions} monitor={monitor} />
      ))}
      {monitors.length === 0 ? (
        <EmptyMonitors datasource={datasource} mayCreate={mayChange} />
      ) : (
        <FilteredMonitors datasource={datasource} monitors={monitors} actions={actions} mayChange={mayChange} />
      )}
    </>
  );
}
