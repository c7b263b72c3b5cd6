import { useState } from 'react';
import { getBackendSrv, getDataSourceSrv, isFetchError, locationService } from '@grafana/runtime';
import { Alert, Button } from '@grafana/ui';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { noDatasourceWords } from './words.ts';

/** What to do while there is no Nightjar datasource. */
export function NoDatasource() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const add = async () => {
    setBusy(true);
    try {
      const created = await getBackendSrv().post<{ datasource: { uid: string } }>(
        '/api/datasources',
        { name: 'Nightjar', type: 'nightjar-ml-datasource', access: 'proxy' },
        { showErrorAlert: false, showSuccessAlert: false }
      );
      // Grafana's pages know only the datasources of their own list. It is typed as void, and yet is a request.
      await Promise.resolve(getDataSourceSrv().reload());
      locationService.push(`/connections/datasources/edit/${created.datasource.uid}`);
    } catch (error) {
      const forbidden = isFetchError(error) && error.status === 403;
      setFailure(forbidden ? noDatasourceWords.forbidden() : noDatasourceWords.failed(errorMessage(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PlainMessage icon="database" title={noDatasourceWords.title()}>
        <p>{noDatasourceWords.help()}</p>
        <Button icon={busy ? 'spinner' : 'plus'} disabled={busy} onClick={add}>
          {noDatasourceWords.add()}
        </Button>
      </PlainMessage>
      {failure && <Alert severity="error" title={failure} />}
    </>
  );
}
