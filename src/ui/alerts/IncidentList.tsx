import { css, cx } from '@emotion/css';
import type { ReactNode } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import type { IncidentSummary } from '../../api/incidents.ts';
import { durationText } from '../forecast/model/duration-text.ts';
import { shownLine } from '../text/shown-text.ts';
import { AlertSeverityMark } from './AlertSeverityMark.tsx';
import { IncidentStateMark } from './IncidentStateMark.tsx';
import { incidentPaths } from './paths.ts';
import { percentText } from './percent-text.ts';
import { PriorityMark } from './PriorityMark.tsx';
import { incidentRowWords } from './words.ts';

export interface IncidentListProps {
  readonly ds: string;
  readonly incidents: readonly IncidentSummary[];
  /** What can be done with one, at its end. */
  readonly renderAction?: (incident: IncidentSummary) => ReactNode;
}

/** Names that are written out; of more, how many. */
const MOST_SERVICES = 4;
const MOST_IMPACT = 160;

/** Incidents, a row each: how urgent, what about, where to look, who has it. Narrow screens stack the parts. */
export function IncidentList({ ds, incidents, renderAction }: IncidentListProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={incidentRowWords.list()}>
      {incidents.map((incident) => (
        <li key={incident.id} className={cx(styles.row, renderAction && styles.acting)}>
          <PriorityMark priority={incident.priority} severity={incident.severity} />
          <What ds={ds} incident={incident} />
          <Standing incident={incident} />
          {renderAction && <div className={styles.action}>{renderAction(incident)}</div>}
        </li>
      ))}
    </ul>
  );
}

function What({ ds, incident }: { readonly ds: string; readonly incident: IncidentSummary }) {
  const styles = useStyles2(getStyles);
  const { id, title, severity, cause, impact, services } = incident;
  const named = services.slice(0, MOST_SERVICES).map((name) => shownLine(name, 60));
  return (
    <div className={styles.what}>
      <div className={styles.head}>
        <AlertSeverityMark severity={severity} withLabel />
        <span className={styles.title}>
          <TextLink href={incidentPaths.one(ds, id)} inline={false}>
            {shownLine(title)}
          </TextLink>
        </span>
      </div>
      {cause ? (
        <div>
          {incidentRowWords.cause()} <strong>{shownLine(cause.service, 80)}</strong>{' '}
          <span className={styles.quiet}>{incidentRowWords.likely(percentText(cause.probability))}</span>
        </div>
      ) : (
        <div className={styles.quiet}>{incidentRowWords.noCause()}</div>
      )}
      <div className={styles.quiet}>
        {impact ? shownLine(impact, MOST_IMPACT) : named.join(', ')}
        {!impact && services.length > named.length && ` ${incidentRowWords.more(services.length - named.length)}`}
      </div>
    </div>
  );
}

function Standing({ incident }: { readonly incident: IncidentSummary }) {
  const styles = useStyles2(getStyles);
  const { state, escalatedAt, silencedUntil, firing, alerts, startedAt, resolvedAt, assignee, acknowledgedBy } =
    incident;
  const lasted = durationText((resolvedAt ?? Date.now()) - startedAt);
  const who = assignee || acknowledgedBy;
  return (
    <div className={styles.standing}>
      <span className={styles.state}>
        <IncidentStateMark state={state} />
        {escalatedAt !== null && state !== 'resolved' && (
          <Badge color="red" icon="arrow-up" text={incidentRowWords.escalated()} />
        )}
      </span>
      <span className={styles.quiet}>
        {resolvedAt === null ? incidentRowWords.since(lasted) : incidentRowWords.lasted(lasted)}
        {' · '}
        {who ? shownLine(who, 60) : incidentRowWords.nobody()}
      </span>
      <span className={styles.quiet}>{incidentRowWords.firing(firing, alerts)}</span>
      {silencedUntil !== null && silencedUntil > Date.now() && (
        <span className={styles.quiet}>{incidentRowWords.silenced(dateTimeFormat(silencedUntil))}</span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.75) }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) 230px',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      '& > div': { gridColumn: 2 },
      '& > span': { alignSelf: 'start' },
    },
  }),
  acting: css({
    [theme.breakpoints.up('md')]: { gridTemplateColumns: 'auto minmax(0, 1fr) 230px 130px' },
  }),
  what: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1) }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, minWidth: 0 }),
  standing: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.25),
    minWidth: 0,
    overflowWrap: 'anywhere',
    [theme.breakpoints.down('md')]: { flexDirection: 'row', flexWrap: 'wrap', columnGap: theme.spacing(1.5) },
  }),
  state: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1) }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  action: css({ justifySelf: 'end', [theme.breakpoints.down('md')]: { justifySelf: 'start' } }),
});
