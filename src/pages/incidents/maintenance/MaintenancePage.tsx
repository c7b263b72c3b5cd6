import { useState } from 'react';
import { Alert, Button } from '@grafana/ui';
import { readMaintenance, removeMaintenance } from '../../../api/incidents.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { IncidentsTabs } from '../IncidentsTabs.tsx';
import { incidentsWords } from '../words.ts';
import { MaintenanceForm } from './MaintenanceForm.tsx';
import { MaintenanceTable } from './MaintenanceTable.tsx';
import { maintenanceWords } from './words.ts';

const REFRESH_MS = 60_000;

/** When alerts of what are to be quiet. */
export function MaintenancePage() {
  return (
    <SourcePage subTitle={maintenanceWords.subtitle()}>
      {(datasource) => <Maintenance datasource={datasource} />}
    </SourcePage>
  );
}

function Maintenance({ datasource }: { readonly datasource: NightjarSource }) {
  const { value: windows, error, refresh } = useLive(datasource, readMaintenance, REFRESH_MS);
  const [failure, setFailure] = useState<string | null>(null);
  const role = useRole(datasource);
  const mayChange = mayAs(role, 'Editor');
  const end = async (id: string) => {
    setFailure(null);
    try {
      await removeMaintenance(datasource, id);
      refresh();
    } catch (thrown) {
      setFailure(incidentsWords.actionFailed(errorMessage(thrown)));
    }
  };
  return (
    <>
      <IncidentsTabs ds={datasource.uid} active="maintenance" />
      {role !== null && !mayChange && <Alert severity="info" title={sourceWords.viewer(incidentsWords.viewer())} />}
      {failure !== null && <Alert severity="error" title={failure} />}
      {error !== null && (
        <Alert severity="error" title={maintenanceWords.failed()}>
          <p>{errorMessage(error)}</p>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {incidentsWords.retry()}
          </Button>
        </Alert>
      )}
      {!windows && error === null && <PlainMessage icon="spinner" title={maintenanceWords.loading()} />}
      {windows?.length === 0 && (
        <PlainMessage icon="wrench" title={maintenanceWords.none()}>
          {mayChange && maintenanceWords.noneHelp()}
        </PlainMessage>
      )}
      {windows && windows.length > 0 && (
        <MaintenanceTable windows={windows} mayChange={mayChange} onEnd={(id) => void end(id)} />
      )}
      {mayChange && <MaintenanceForm datasource={datasource} onAdded={refresh} />}
    </>
  );
}
