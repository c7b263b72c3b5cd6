import { css } from '@emotion/css';
import { useCallback, useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { readMonitor } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { UndoBar } from '../UndoBar.tsx';
import { useMonitorActions } from '../use-monitor-actions.ts';
import { monitorWords } from '../words.ts';
import { DetailTabs } from './DetailTabs.tsx';
import { MonitorHeader } from './MonitorHeader.tsx';
import { ResultsChart } from './ResultsChart.tsx';
import { detailWords } from './words.ts';

const REFRESH_MS = 15_000;

/** One monitor: how it stands, what it found, and what it learned. */
export function MonitorPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const [name, setName] = useState(detailWords.unnamed);
  return (
    <SourcePage pageNav={{ text: name }} isFixed>
      {(datasource) => <Monitor key={id} datasource={datasource} id={id} tab={search.get('tab')} onName={setName} />}
    </SourcePage>
  );
}

interface MonitorProps {
  readonly datasource: NightjarSource;
  readonly id: string;
  readonly tab: string | null;
  /** Told what the page is to be called. */
  readonly onName: (name: string) => void;
}

function Monitor({ datasource, id, tab, onName }: MonitorProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readMonitor(source, id), [id]);
  const { value: monitor, error, refresh } = useLive(datasource, read, REFRESH_MS);
  const actions = useMonitorActions(datasource, refresh);
  const role = useRole(datasource);
  const name = monitor?.name;
  useEffect(() => {
    if (name !== undefined) {
      onName(name);
    }
  }, [name, onName]);
  const mayChange = mayAs(role, 'Editor');
  const gone = actions.deleted.find((one) => one.id === id);
  if (gone) {
    return (
      <>
        <UndoBar actions={actions} monitor={gone} />
        <PlainMessage icon="trash-alt" title={detailWords.gone()}>
          <PageLink href={monitorPaths.list(datasource.uid)} variant="secondary">
            {detailWords.back()}
          </PageLink>
        </PlainMessage>
      </>
    );
  }
  if (!monitor) {
    return error === null ? (
      <PlainMessage icon="spinner" title={detailWords.loading()} />
    ) : (
      <Alert severity="error" title={detailWords.failed(errorMessage(error))}>
        <div className={styles.buttons}>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {monitorWords.retry()}
          </Button>
          <PageLink href={monitorPaths.list(datasource.uid)} variant="secondary">
            {detailWords.back()}
          </PageLink>
        </div>
      </Alert>
    );
  }
  return (
    <>
      {error !== null && <Alert severity="warning" title={detailWords.stale(errorMessage(error))} />}
      {actions.failure !== null && <Alert severity="error" title={actions.failure} />}
      {role !== null && !mayChange && <Alert severity="info" title={sourceWords.viewer(monitorWords.viewer())} />}
      <MonitorHeader datasource={datasource} monitor={monitor} actions={actions} mayChange={mayChange} />
      <ResultsChart datasource={datasource} monitor={monitor} />
      <DetailTabs datasource={datasource} monitor={monitor} role={role} tab={tab} onChanged={refresh} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  buttons: css({ display: 'flex', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
});
