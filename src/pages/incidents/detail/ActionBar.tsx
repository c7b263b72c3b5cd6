import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { IncidentRecord } from '../../../api/incidents.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { AssignModal } from './AssignModal.tsx';
import { ExportModal } from './ExportModal.tsx';
import { MergeModal } from './MergeModal.tsx';
import { ResolveModal } from './ResolveModal.tsx';
import { SilenceModal } from './SilenceModal.tsx';
import type { IncidentActions } from './use-incident-actions.ts';
import { actionWords } from './words.ts';

export interface ActionBarProps {
  readonly datasource: NightjarSource;
  readonly incident: IncidentRecord;
  readonly actions: IncidentActions;
  readonly mayAct: boolean;
}

type Asking = 'assign' | 'silence' | 'resolve' | 'merge' | 'export' | null;

/** What can be done with an incident; who may only read can export its rule. */
export function ActionBar({ datasource, incident, actions: { act, isBusy }, mayAct }: ActionBarProps) {
  const styles = useStyles2(getStyles);
  const [asking, setAsking] = useState<Asking>(null);
  const { state, silencedUntil } = incident;
  const isSilenced = silencedUntil !== null && silencedUntil > Date.now();
  const close = () => setAsking(null);
  return (
    <div role="group" aria-label={actionWords.actions()} className={styles.bar}>
      {mayAct && (
        <>
          {state === 'open' && (
            <Button icon="eye" disabled={isBusy} onClick={() => void act({ kind: 'acknowledge' })}>
              {actionWords.acknowledge()}
            </Button>
          )}
          {state === 'resolved' ? (
            <Button icon="history" disabled={isBusy} onClick={() => void act({ kind: 'reopen' })}>
              {actionWords.reopen()}
            </Button>
          ) : (
            <Button
              icon="check-circle"
              variant={state === 'open' ? 'secondary' : 'primary'}
              disabled={isBusy}
              onClick={() => setAsking('resolve')}
            >
              {actionWords.resolve()}
            </Button>
          )}
          <Button variant="secondary" icon="user" disabled={isBusy} onClick={() => setAsking('assign')}>
            {actionWords.assign()}
          </Button>
          {isSilenced ? (
            <Button variant="secondary" icon="bell" disabled={isBusy} onClick={() => void act({ kind: 'unsilence' })}>
              {actionWords.unsilence()}
            </Button>
          ) : (
            <Button variant="secondary" icon="bell-slash" disabled={isBusy} onClick={() => setAsking('silence')}>
              {actionWords.silence()}
            </Button>
          )}
          <Button variant="secondary" icon="link" disabled={isBusy} onClick={() => setAsking('merge')}>
            {actionWords.merge()}
          </Button>
        </>
      )}
      <Button variant="secondary" icon="download-alt" onClick={() => setAsking('export')}>
        {actionWords.exportRule()}
      </Button>
      {asking === 'assign' && <AssignModal assignee={incident.assignee} act={act} onClose={close} />}
      {asking === 'silence' && <SilenceModal act={act} onClose={close} />}
      {asking === 'resolve' && <ResolveModal act={act} onClose={close} />}
      {asking === 'merge' && <MergeModal datasource={datasource} incident={incident} act={act} onClose={close} />}
      {asking === 'export' && <ExportModal datasource={datasource} incident={incident} onClose={close} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
