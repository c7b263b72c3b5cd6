import { css } from '@emotion/css';
import { Link } from 'react-router-dom';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Badge, Icon, useStyles2 } from '@grafana/ui';
import { formatDuration } from '../../../contract/duration.ts';
import type { DetectionRecord } from '../../api/detections.ts';
import { valueFormat } from '../../ui/explanation/explained.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { typeName } from '../../ui/words.ts';
import { monitorPaths } from '../../ui/monitor/paths.ts';
import { tableWords, verdictChoices } from './words.ts';

export interface DetectionRowProps {
  readonly ds: string;
  readonly detection: DetectionRecord;
  readonly timeZone: TimeZone;
  readonly onOpen: (id: string) => void;
}

export function DetectionRow({ ds, detection, timeZone, onOpen }: DetectionRowProps) {
  const styles = useStyles2(getStyles);
  const { id, monitor, monitorName, series, start, severity, score, verdict } = detection;
  const when = dateTimeFormat(start, { timeZone });
  return (
    <tr>
      <td className={styles.time}>
        <button
          type="button"
          className={styles.link}
          aria-label={tableWords.details(when, series)}
          onClick={() => onOpen(id)}
        >
          {when}
        </button>
      </td>
      <td>
        <Link to={monitorPaths.one(ds, monitor)} className={styles.link}>
          {monitorName}
        </Link>
      </td>
      <td className={styles.series}>{series}</td>
      <td>
        <SeverityMark severity={severity} withLabel />
      </td>
      <td>{typeName(detection)}</td>
      <td className={styles.number}>{score.toFixed(2)}</td>
      <td className={styles.number}>{valueText(detection)}</td>
      <td>
        <State detection={detection} />
      </td>
      <td>
        {verdict ? (
          <span title={verdict.note}>{verdictChoices[verdict.verdict]()}</span>
        ) : (
          <span className={styles.quiet}>{tableWords.noVerdict()}</span>
        )}
      </td>
    </tr>
  );
}

/** `224 req/s (101 req/s)`: the value and what was expected. */
function valueText(detection: DetectionRecord): string {
  const format = valueFormat(detection);
  const text = (value: number | null) => format(value ?? Number.NaN);
  return detection.expected === null ? text(detection.value) : `${text(detection.value)} (${text(detection.expected)})`;
}

function State({ detection: { open, start, end, suppression } }: { readonly detection: DetectionRecord }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {open ? (
        <Badge color="orange" icon="exclamation-circle" text={tableWords.open()} />
      ) : (
        <span>{end > start ? tableWords.closed(formatDuration(end - start)) : tableWords.onePoint()}</span>
      )}
      {suppression && (
        <div className={styles.quiet}>
          <Icon name="bell-slash" size="sm" /> {tableWords.suppressed(suppression.reason)}
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  time: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  link: css({
    padding: 0,
    border: 'none',
    background: 'transparent',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  series: css({ minWidth: 180, overflowWrap: 'anywhere' }),
  number: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
