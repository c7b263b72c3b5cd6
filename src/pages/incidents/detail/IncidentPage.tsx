import { css } from '@emotion/css';
import { useCallback, useEffect, useState } from 'react';
import { useParams } from 'react-router-dom';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { readIncident } from '../../../api/incidents.ts';
import type { IncidentRecord } from '../../../api/incidents.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { AlertSeverityMark } from '../../../ui/alerts/AlertSeverityMark.tsx';
import { IncidentStateMark } from '../../../ui/alerts/IncidentStateMark.tsx';
import { incidentPaths } from '../../../ui/alerts/paths.ts';
import { PriorityMark } from '../../../ui/alerts/PriorityMark.tsx';
import { errorMessage } from '../../../ui/error-message.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { Section } from '../../../ui/section/Section.tsx';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { useLive } from '../../../ui/use-live.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { incidentsWords } from '../words.ts';
import { ActionBar } from './ActionBar.tsx';
import { AlertLanes } from './AlertLanes.tsx';
import { Causes } from './Causes.tsx';
import { CommentForm } from './CommentForm.tsx';
import { IncidentFacts } from './IncidentFacts.tsx';
import { Members } from './Members.tsx';
import { ServiceMap } from './ServiceMap.tsx';
import { Similar } from './Similar.tsx';
import { Timeline } from './Timeline.tsx';
import { useIncidentActions } from './use-incident-actions.ts';
import { causeWords, detailWords, lanesWords, mapWords, similarWords, timelineWords } from './words.ts';

const REFRESH_MS = 10_000;

/** One incident: what it is about, where to look first, what was done and what can be. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const [name, setName] = useState(detailWords.unnamed);
  return (
    <SourcePage pageNav={{ text: name }} isFixed>
      {(datasource) => <Incident key={id} datasource={datasource} id={id} onName={setName} />}
    </SourcePage>
  );
}

interface IncidentProps {
  readonly datasource: NightjarSource;
  readonly id: string;
  /** Told what the page is to be called. */
  readonly onName: (name: string) => void;
}

function Incident({ datasource, id, onName }: IncidentProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readIncident(source, id), [id]);
  const { value: incident, error, refresh } = useLive(datasource, read, REFRESH_MS);
  const actions = useIncidentActions(datasource, id, refresh);
  const role = useRole(datasource);
  const mayAct = mayAs(role, 'Editor');
  const title = incident?.title;
  useEffect(() => {
    if (title !== undefined) {
      onName(shownLine(title, 160));
    }
  }, [title, onName]);
  if (!incident) {
    return error === null ? (
      <PlainMessage icon="spinner" title={detailWords.loading()} />
    ) : (
      <Alert severity="error" title={detailWords.failed(errorMessage(error))}>
        <div className={styles.buttons}>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {incidentsWords.retry()}
          </Button>
          <PageLink href={incidentPaths.list(datasource.uid)} variant="secondary">
            {detailWords.back()}
          </PageLink>
        </div>
      </Alert>
    );
  }
  return (
    <>
      {error !== null && <Alert severity="warning" title={detailWords.stale(errorMessage(error))} />}
      <Standing incident={incident} />
      {actions.failure !== null && <Alert severity="error" title={actions.failure} />}
      {role !== null && !mayAct && <Alert severity="info" title={sourceWords.viewer(incidentsWords.viewer())} />}
      <ActionBar datasource={datasource} incident={incident} actions={actions} mayAct={mayAct} />
      <div className={styles.columns}>
        <Section title={causeWords.title()}>
          <Causes causes={incident.causes} />
        </Section>
        <Section title={lanesWords.title()}>
          <AlertLanes incident={incident} />
        </Section>
      </div>
      <IncidentFacts incident={incident} />
      <Section title={mapWords.title()}>
        <ServiceMap incident={incident} />
      </Section>
      <div className={styles.columns}>
        <Section title={timelineWords.title()}>
          {mayAct && <CommentForm onComment={(text) => actions.act({ kind: 'comment', text })} />}
          <Timeline timeline={incident.timeline} />
        </Section>
        <Section title={similarWords.title()}>
          <Similar ds={datasource.uid} similar={incident.similar} />
        </Section>
      </div>
      <Members
        members={incident.members}
        mayAct={mayAct}
        onSplit={(alerts) => void actions.act({ kind: 'split', alerts })}
      />
    </>
  );
}

function Standing({ incident }: { readonly incident: IncidentRecord }) {
  const styles = useStyles2(getStyles);
  const { priority, severity, state, silencedUntil, escalatedAt } = incident;
  return (
    <>
      <div className={styles.standing}>
        <PriorityMark priority={priority} severity={severity} />
        <AlertSeverityMark severity={severity} withLabel />
        <IncidentStateMark state={state} />
        {silencedUntil !== null && silencedUntil > Date.now() && (
          <span className={styles.quiet}>{detailWords.silenced(dateTimeFormat(silencedUntil))}</span>
        )}
      </div>
      {escalatedAt !== null && state === 'open' && (
        <Alert severity="warning" title={detailWords.escalated(dateTimeFormatTimeAgo(escalatedAt))} />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  buttons: css({ display: 'flex', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
  standing: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 2) }),
  quiet: css({ color: theme.colors.text.secondary }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
  }),
});
