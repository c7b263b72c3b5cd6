import { css } from '@emotion/css';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { actOnIncident } from '../../../api/incidents.ts';
import { IncidentList } from '../../../ui/alerts/IncidentList.tsx';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { shownLine } from '../../../ui/text/shown-text.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { IncidentsTabs } from '../IncidentsTabs.tsx';
import { incidentsWords } from '../words.ts';
import { FilterBar } from './FilterBar.tsx';
import { isNarrowed, readFilter, WIDE, writeFilter } from './incident-filter.ts';
import type { IncidentFilter } from './incident-filter.ts';
import { useIncidents } from './use-incidents.ts';
import { listWords } from './words.ts';

/** Incidents of a datasource, the most urgent first. */
export function IncidentsPage() {
  return (
    <SourcePage subTitle={incidentsWords.subtitle()} keepsAddress>
      {(datasource) => <Incidents datasource={datasource} />}
    </SourcePage>
  );
}

function Incidents({ datasource }: { readonly datasource: NightjarSource }) {
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useSearchParams();
  const filter = useSteady(readFilter(search));
  const { found, error, asking, refresh, showMore } = useIncidents(datasource, filter);
  const [failure, setFailure] = useState<string | null>(null);
  const role = useRole(datasource);
  const mayAct = mayAs(role, 'Editor');
  const change = useCallback(
    (next: IncidentFilter) => setSearch((now) => writeFilter(now, next), { replace: true }),
    [setSearch]
  );
  const acknowledge = async (id: string) => {
    setFailure(null);
    try {
      await actOnIncident(datasource, id, { kind: 'acknowledge' });
      refresh();
    } catch (thrown) {
      setFailure(incidentsWords.actionFailed(errorMessage(thrown)));
    }
  };
  const incidents = found?.incidents ?? [];
  return (
    <>
      <IncidentsTabs ds={datasource.uid} active="incidents" />
      <FilterBar filter={filter} onChange={change} />
      {role !== null && !mayAct && <Alert severity="info" title={sourceWords.viewer(incidentsWords.viewer())} />}
      {failure !== null && <Alert severity="error" title={failure} />}
      {error !== null && found && <Alert severity="warning" title={listWords.stale(errorMessage(error))} />}
      {error !== null && !found && (
        <Alert severity="error" title={listWords.failed()}>
          <p>{errorMessage(error)}</p>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {incidentsWords.retry()}
          </Button>
        </Alert>
      )}
      {!found && error === null && <PlainMessage icon="spinner" title={listWords.loading()} />}
      {found && incidents.length === 0 && <Nothing filter={filter} onChange={change} />}
      {incidents.length > 0 && (
        <>
          <div className={styles.bar}>
            <span role="status" className={styles.count}>
              {found?.more ? listWords.shownMore(incidents.length) : listWords.shown(incidents.length)}
            </span>
            <Button size="sm" variant="secondary" icon="sync" disabled={asking} onClick={refresh}>
              {listWords.refresh()}
            </Button>
          </div>
          <IncidentList
            ds={datasource.uid}
            incidents={incidents}
            renderAction={
              mayAct
                ? ({ id, state, title }) =>
                    state === 'open' && (
                      <Button
                        size="sm"
                        variant="secondary"
                        icon="check"
                        aria-label={listWords.acknowledgeOf(shownLine(title))}
                        onClick={() => void acknowledge(id)}
                      >
                        {listWords.acknowledge()}
                      </Button>
                    )
                : undefined
            }
          />
        </>
      )}
      {found?.more && (
        <div>
          <Button variant="secondary" icon={asking ? 'spinner' : 'angle-down'} disabled={asking} onClick={showMore}>
            {listWords.more()}
          </Button>
        </div>
      )}
    </>
  );
}

interface NothingProps {
  readonly filter: IncidentFilter;
  readonly onChange: (filter: IncidentFilter) => void;
}

/** Why there is nothing to see: a calm time, or a filter that lets nothing through. */
function Nothing({ filter, onChange }: NothingProps) {
  return isNarrowed(filter) ? (
    <PlainMessage icon="filter" title={listWords.noMatch()}>
      <p>{listWords.noMatchHelp()}</p>
      <Button variant="secondary" icon="times" onClick={() => onChange(WIDE)}>
        {listWords.clear()}
      </Button>
    </PlainMessage>
  ) : (
    <PlainMessage icon="check-circle" title={listWords.calm()}>
      <p>{listWords.calmHelp()}</p>
      <Button variant="secondary" onClick={() => onChange({ ...WIDE, states: 'resolved' })}>
        {listWords.resolvedOnes()}
      </Button>
    </PlainMessage>
  );
}

/** The same object as long as it says the same. */
function useSteady(filter: IncidentFilter): IncidentFilter {
  const text = JSON.stringify(filter);
  return useMemo(() => JSON.parse(text) as IncidentFilter, [text]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: theme.spacing(1) }),
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
