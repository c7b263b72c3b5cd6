import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { IncidentRecord } from '../../../api/incidents.ts';
import { percentText } from '../../../ui/alerts/percent-text.ts';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { shownLine, shownText } from '../../../ui/text/shown-text.ts';
import { detailWords } from './words.ts';

const MOST_SERVICES = 12;

/** What is known of an incident at a glance. */
export function IncidentFacts({ incident }: { readonly incident: IncidentRecord }) {
  const styles = useStyles2(getStyles);
  const { startedAt, lastAlertAt, resolvedAt, firing, alerts, received, services, confidence, assignee } = incident;
  const { acknowledgedBy, impact, commonLabels } = incident;
  const at = (time: number) => detailWords.ago(dateTimeFormat(time), dateTimeFormatTimeAgo(time));
  const facts: ReadonlyArray<readonly [string, string]> = [
    [detailWords.started(), at(startedAt)],
    [detailWords.lasted(), durationText((resolvedAt ?? Date.now()) - startedAt)],
    ...(resolvedAt === null
      ? ([[detailWords.lastAlert(), at(lastAlertAt)]] as const)
      : ([[detailWords.resolvedAt(), at(resolvedAt)]] as const)),
    [detailWords.alerts(), detailWords.alertCounts(firing, alerts, received)],
    [detailWords.assignee(), assignee ? shownLine(assignee, 80) : detailWords.nobody()],
    ...(acknowledgedBy ? ([[detailWords.acknowledgedBy(), shownLine(acknowledgedBy, 80)]] as const) : []),
    [detailWords.confidence(), detailWords.confidenceText(percentText(confidence))],
  ];
  const named = services.slice(0, MOST_SERVICES).map((name) => shownLine(name, 60));
  const labels = Object.fromEntries(
    Object.entries(commonLabels).map(([name, value]) => [shownLine(name, 60), shownLine(value, 120)])
  );
  return (
    <dl className={styles.facts}>
      {impact && (
        <div className={styles.wide}>
          <dt>{detailWords.impact()}</dt>
          <dd className={styles.impact}>{shownText(impact, 600)}</dd>
        </div>
      )}
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className={styles.wide}>
        <dt>{detailWords.services()}</dt>
        <dd>
          {named.join(', ')}
          {services.length > named.length && ` +${services.length - named.length}`}
        </dd>
      </div>
      {Object.keys(labels).length > 0 && (
        <div className={styles.wide}>
          <dt>{detailWords.common()}</dt>
          <dd>
            <LabelChips labels={labels} />
          </dd>
        </div>
      )}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 210px), 1fr))',
    gap: theme.spacing(1, 2),
    margin: 0,
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    dt: { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
  wide: css({ gridColumn: '1 / -1' }),
  impact: css({ fontWeight: theme.typography.fontWeightMedium }),
});
