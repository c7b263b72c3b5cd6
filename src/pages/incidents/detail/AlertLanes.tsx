import { css, cx } from '@emotion/css';
import { useMemo } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { ALERT_SEVERITIES } from '../../../../contract/alerts.ts';
import type { AlertRecord, IncidentRecord } from '../../../api/incidents.ts';
import { alertSeverityColor } from '../../../ui/alerts/severity-look.ts';
import { AlertSeverityMark } from '../../../ui/alerts/AlertSeverityMark.tsx';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { servicesOf } from './service-state.ts';
import { lanesWords } from './words.ts';

/** Services beyond these, and alerts of one beyond these, are not drawn. */
const MOST_LANES = 12;
const MOST_BARS = 200;
/** Rows of one lane, and their height in px. */
const MOST_ROWS = 3;
const BAR = 5;

type Drawn = Pick<IncidentRecord, 'members' | 'startedAt' | 'resolvedAt'>;

/** When the alerts of each service fired, the first service to fire on top: what began it is seen at a glance. */
export function AlertLanes({ incident }: { readonly incident: Drawn }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { members, startedAt, resolvedAt } = incident;
  const lanes = useMemo(() => servicesOf(members), [members]);
  if (lanes.length === 0) {
    return null;
  }
  const from = Math.min(startedAt, lanes[0].first);
  const to = Math.max(from + 60_000, resolvedAt ?? Date.now());
  const part = (time: number) => (100 * (Math.min(Math.max(time, from), to) - from)) / (to - from);
  const nameOf = (service: string) => (service === '' ? lanesWords.noService() : shownLine(service, 60));
  const shown = lanes.slice(0, MOST_LANES);
  return (
    <div>
      <div
        className={styles.lanes}
        role="img"
        aria-label={lanesWords.label(lanes.length, nameOf(lanes[0].service), dateTimeFormat(lanes[0].first))}
      >
        {shown.map(({ service, alerts, worst, first }, place) => (
          <div key={service} className={styles.lane}>
            <div className={styles.name} title={nameOf(service)}>
              <AlertSeverityMark severity={worst} /> {nameOf(service)}
            </div>
            <div className={styles.after}>
              {place === 0 ? lanesWords.first() : lanesWords.after(durationText(first - lanes[0].first))}
            </div>
            <div className={styles.track}>
              {stacked(alerts.slice(0, MOST_BARS)).map(({ alert: { id, name, start, end, severity }, row }) => (
                <span
                  key={id}
                  title={`${shownLine(name, 80)}, ${dateTimeFormat(start)}`}
                  className={cx(styles.bar, end !== null && styles.ended)}
                  style={{
                    left: `${part(start)}%`,
                    width: `${part(end ?? to) - part(start)}%`,
                    top: 1 + row * (BAR + 1),
                    background: alertSeverityColor(theme, severity),
                  }}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <div className={styles.axis}>
        <span>{dateTimeFormat(from)}</span>
        <span>{dateTimeFormat(to)}</span>
      </div>
      {lanes.length > shown.length && (
        <div className={styles.quiet}>{lanesWords.more(lanes.length - shown.length)}</div>
      )}
    </div>
  );
}

/** Alerts of one service that fire at once lie below each other, as far as there is room; the severest of those that share a row is seen. */
function stacked(alerts: readonly AlertRecord[]): { readonly alert: AlertRecord; readonly row: number }[] {
  const ends: number[] = [];
  const rank = ({ severity }: AlertRecord) => ALERT_SEVERITIES.indexOf(severity);
  return alerts
    .toSorted((a, b) => a.start - b.start)
    .map((alert) => {
      const free = ends.findIndex((end) => end <= alert.start);
      const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
      ends[row] = Math.max(ends[row] ?? 0, alert.end ?? Number.POSITIVE_INFINITY);
      return { alert, row };
    })
    .sort((a, b) => rank(a.alert) - rank(b.alert));
}

const NAME = 150;
const AFTER = 64;

const getStyles = (theme: GrafanaTheme2) => {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    lanes: css({ display: 'flex', flexDirection: 'column' }),
    lane: css({
      display: 'grid',
      gridTemplateColumns: `${NAME}px ${AFTER}px minmax(0, 1fr)`,
      alignItems: 'center',
      gap: theme.spacing(0, 1),
      minHeight: 24,
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: `110px ${AFTER}px minmax(0, 1fr)` },
    }),
    name: css({ overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' }),
    after: css({ ...small, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
    track: css({
      position: 'relative',
      height: 2 + MOST_ROWS * (BAR + 1),
      background: theme.colors.background.canvas,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    bar: css({ position: 'absolute', height: BAR, minWidth: 3, borderRadius: 1 }),
    ended: css({ opacity: 0.45 }),
    axis: css({ ...small, display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap' }),
    quiet: css(small),
  };
};
