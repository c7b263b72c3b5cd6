import { css } from '@emotion/css';
import { useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, Checkbox, IconButton, TextLink, useStyles2 } from '@grafana/ui';
import type { AlertRecord } from '../../../api/incidents.ts';
import { AlertSeverityMark } from '../../../ui/alerts/AlertSeverityMark.tsx';
import { sourceNames } from '../../../ui/alerts/source-names.ts';
import { durationText } from '../../../ui/forecast/model/duration-text.ts';
import { shownLine, shownText, webAddress } from '../../../ui/text/shown-text.ts';
import { Reasons } from './Reasons.tsx';
import { memberWords } from './words.ts';

export interface MemberRowProps {
  readonly alert: AlertRecord;
  /** null where alerts cannot be chosen. */
  readonly chosen: boolean | null;
  readonly onChoose: (chosen: boolean) => void;
}

/** One alert of an incident; unfolded, all that it says of itself. */
export function MemberRow({ alert, chosen, onChoose }: MemberRowProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const { name, service, severity, start, end, flapping, count, mutedBy, value, reasons, source } = alert;
  const called = shownLine(name, 120);
  return (
    <>
      <tr>
        {chosen !== null && (
          <td>
            <Checkbox
              aria-label={memberWords.choose(called)}
              value={chosen}
              onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
            />
          </td>
        )}
        <td>
          <AlertSeverityMark severity={severity} withLabel />
        </td>
        <td className={styles.name}>
          <span className={styles.strong}>{called}</span>
          <div className={styles.quiet}>
            {[service && shownLine(service, 80), sourceNames[source]()].filter(Boolean).join(' · ')}
          </div>
        </td>
        <td className={styles.time}>{dateTimeFormat(start)}</td>
        <td>
          {end === null ? (
            <Badge color="orange" icon="exclamation-circle" text={memberWords.firing()} />
          ) : (
            memberWords.ended(durationText(end - start))
          )}
          <div className={styles.quiet}>
            {[
              flapping && memberWords.flapping(),
              count > 1 && memberWords.times(count),
              mutedBy && memberWords.muted(shownLine(mutedBy, 80)),
            ]
              .filter(Boolean)
              .join(', ')}
          </div>
        </td>
        <td className={styles.number}>{value === null ? '' : Number(value.toPrecision(4)).toLocaleString()}</td>
        <td className={styles.why}>
          <Reasons reasons={reasons} isShort />
        </td>
        <td>
          <IconButton
            name={isOpen ? 'angle-up' : 'angle-down'}
            aria-expanded={isOpen}
            aria-label={memberWords.details(called)}
            onClick={() => setOpen(!isOpen)}
          />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={chosen === null ? 7 : 8} className={styles.details}>
            <Details alert={alert} />
          </td>
        </tr>
      )}
    </>
  );
}

function Details({ alert }: { readonly alert: AlertRecord }) {
  const styles = useStyles2(getStyles);
  const { labels, annotations, url, reasons } = alert;
  const link = webAddress(url);
  return (
    <div className={styles.columns}>
      <div>
        <h4 className={styles.heading}>{memberWords.why()}</h4>
        <Reasons reasons={reasons} />
        {link && (
          <TextLink href={link} external>
            {memberWords.source()}
          </TextLink>
        )}
      </div>
      <Pairs title={memberWords.annotations()} pairs={annotations} />
      <Pairs title={memberWords.labels()} pairs={labels} />
    </div>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: Readonly<Record<string, string>> }) {
  const styles = useStyles2(getStyles);
  const entries = Object.entries(pairs);
  return entries.length === 0 ? null : (
    <div>
      <h4 className={styles.heading}>{title}</h4>
      <dl className={styles.pairs}>
        {entries.map(([key, text]) => (
          <div key={key}>
            <dt>{shownLine(key, 80)}</dt>
            <dd>{shownText(text)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ minWidth: 180, overflowWrap: 'anywhere' }),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  time: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  number: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  why: css({ minWidth: 240 }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  details: css({ background: theme.colors.background.secondary }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))',
    gap: theme.spacing(2),
  }),
  heading: css({ fontSize: theme.typography.h6.fontSize, margin: theme.spacing(0, 0, 0.5) }),
  pairs: css({
    margin: 0,
    maxHeight: 320,
    overflow: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
    dt: { color: theme.colors.text.secondary, fontWeight: 'normal' },
    dd: { margin: theme.spacing(0, 0, 0.5), whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  }),
});
