import { css } from '@emotion/css';
import { useCallback } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Alert, Drawer, LinkButton, useStyles2 } from '@grafana/ui';
import { readIncident } from '../../api/incidents.ts';
import type { IncidentRecord } from '../../api/incidents.ts';
import { AlertLanes } from '../../pages/incidents/detail/AlertLanes.tsx';
import { Causes } from '../../pages/incidents/detail/Causes.tsx';
import { Members } from '../../pages/incidents/detail/Members.tsx';
import { loadDatasource } from '../../pages/source/load-datasource.ts';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import { IncidentStateMark } from '../../ui/alerts/IncidentStateMark.tsx';
import { incidentPaths } from '../../ui/alerts/paths.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { Section } from '../../ui/section/Section.tsx';
import { shownLine } from '../../ui/text/shown-text.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import type { ShownIncident } from './read-incidents.ts';
import { alertsWords, drawerWords } from './words.ts';

export interface IncidentDrawerProps {
  readonly incident: ShownIncident;
  /** Uid of the datasource it came from; null where that is not known. */
  readonly datasource: string | null;
  /** Reads it anew when it changes. */
  readonly again: number;
  readonly timeZone: TimeZone;
  readonly onClose: () => void;
}

/** What is behind a lane: candidates for its cause with what speaks for them, how it went, and its alerts with their reasons. */
export function IncidentDrawer({ incident, datasource, again, timeZone, onClose }: IncidentDrawerProps) {
  const styles = useStyles2(getStyles);
  const { id, title, severity, state, start, end, alerts, services } = incident;
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  const read = useCallback(async (uid: string) => readIncident(await loadDatasource(uid), id), [id]);
  const record = useAnswer(datasource, read, again);
  return (
    <Drawer title={shownLine(title)} size="lg" onClose={onClose}>
      <div className={styles.body}>
        <div className={styles.facts}>
          <AlertSeverityMark severity={severity} withLabel />
          <IncidentStateMark state={state} />
          <span>{alertsWords.time(at(start), state === 'resolved' ? at(end) : alertsWords.goesOn())}</span>
          <span>{alertsWords.size(alerts, services.length)}</span>
        </div>
        {datasource === null ? (
          <Alert severity="info" title={drawerWords.noDatasource()} />
        ) : (
          <LinkButton
            className={styles.link}
            size="sm"
            variant="secondary"
            icon="external-link-alt"
            href={incidentPaths.one(datasource, id)}
            onClick={(event) => {
              if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
                event.preventDefault();
                locationService.push(incidentPaths.one(datasource, id));
              }
            }}
          >
            {drawerWords.whole()}
          </LinkButton>
        )}
        {datasource !== null && record.state === 'loading' && (
          <PlainMessage icon="spinner" title={drawerWords.loading()} />
        )}
        {record.state === 'failed' && (
          <Alert severity="warning" title={drawerWords.failed()}>
            {errorMessage(record.error)}
          </Alert>
        )}
        {record.state === 'done' && record.value.id === id && <Behind record={record.value} />}
      </div>
    </Drawer>
  );
}

/** To look at alone: what is done with an incident is done on its page. */
function Behind({ record }: { readonly record: IncidentRecord }) {
  return (
    <>
      <Section title={drawerWords.causes()}>
        <Causes causes={record.causes} />
      </Section>
      <Section title={drawerWords.course()}>
        <AlertLanes incident={record} />
      </Section>
      <Members members={record.members} mayAct={false} onSplit={() => undefined} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
  }),
  facts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) }),
  link: css({ alignSelf: 'flex-start' }),
});
