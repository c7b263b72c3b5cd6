import { useState } from 'react';
import { Alert, Button } from '@grafana/ui';
import { readAlertOptions } from '../../../api/incidents.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { IncidentsTabs } from '../IncidentsTabs.tsx';
import { incidentsWords } from '../words.ts';
import { OptionsForm } from './OptionsForm.tsx';
import { optionsWords } from './words.ts';

/** The options of alerts, incidents and recommendations. */
export function OptionsPage() {
  return (
    <SourcePage subTitle={optionsWords.subtitle()}>{(datasource) => <Options datasource={datasource} />}</SourcePage>
  );
}

function Options({ datasource }: { readonly datasource: NightjarSource }) {
  const [asked, setAsked] = useState(0);
  const options = useAnswer(datasource, readAlertOptions, asked);
  const role = useRole(datasource);
  const mayChange = mayAs(role, 'Editor');
  return (
    <>
      <IncidentsTabs ds={datasource.uid} active="options" />
      {role !== null && !mayChange && <Alert severity="info" title={sourceWords.viewer(incidentsWords.viewer())} />}
      {options.state === 'loading' && <PlainMessage icon="spinner" title={optionsWords.loading()} />}
      {options.state === 'failed' && (
        <Alert severity="error" title={optionsWords.failed()}>
          <p>{errorMessage(options.error)}</p>
          <Button variant="secondary" icon="sync" onClick={() => setAsked(asked + 1)}>
            {incidentsWords.retry()}
          </Button>
        </Alert>
      )}
      {options.state === 'done' && role !== null && (
        <OptionsForm datasource={datasource} options={options.value} role={role} />
      )}
    </>
  );
}
