import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { AlertRecord } from '../../api/incidents.ts';
import { AlertSeverityMark } from '../../ui/alerts/AlertSeverityMark.tsx';
import { shownLine } from '../../ui/text/shown-text.ts';
import { alertsWords, drawerWords } from './words.ts';

/** More than these are for the page of the incident. */
const MOST = 50;

export interface DrawnMembersProps {
  readonly members: readonly AlertRecord[];
  readonly timeZone: TimeZone;
}

/** The alerts of an incident, oldest first: what each says, and why it is in. */
export function DrawnMembers({ members, timeZone }: DrawnMembersProps) {
  const styles = useStyles2(getStyles);
  const shown = members.toSorted((a, b) => a.start - b.start).slice(0, MOST);
  const at = (time: number) => dateTimeFormat(time, { timeZone });
  return (
    <>
      <ul className={styles.list}>
        {shown.map(({ id, name, service, severity, start, end, count, flapping, annotations, reasons }) => (
          <li key={id} className={styles.member}>
            <div className={styles.head}>
              <AlertSeverityMark severity={severity} />
              <strong>{shownLine(name, 120)}</strong>
              {service !== '' && <span>{shownLine(service, 80)}</span>}
              <span className={styles.quiet}>
                {alertsWords.time(at(start), end === null ? alertsWords.goesOn() : at(end))}
              </span>
              {count > 1 && <span className={styles.quiet}>{drawerWords.repeated(count)}</span>}
              {flapping && <span className={styles.quiet}>{drawerWords.flapping()}</span>}
            </div>
            {saidIn(annotations) !== '' && <div>{shownLine(saidIn(annotations))}</div>}
            {reasons.length > 0 && (
              <div className={styles.quiet}>
                {drawerWords.why()}: {reasons.map(({ text }) => shownLine(text, 160)).join(' ')}
              </div>
            )}
          </li>
        ))}
      </ul>
      {members.length > shown.length && (
        <div className={styles.quiet}>{drawerWords.moreMembers(members.length - shown.length)}</div>
      )}
    </>
  );
}

function saidIn(annotations: AlertRecord['annotations']): string {
  return annotations.summary ?? annotations.description ?? annotations.message ?? '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  member: css({ paddingBottom: theme.spacing(1), borderBottom: `1px solid ${theme.colors.border.weak}` }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1) }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
