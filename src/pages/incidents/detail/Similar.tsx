import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { SimilarIncident } from '../../../api/incidents.ts';
import { incidentPaths } from '../../../ui/alerts/paths.ts';
import { percentText } from '../../../ui/alerts/percent-text.ts';
import { shownLine } from '../../../ui/text/shown-text.ts';
import { similarWords, timelineNames } from './words.ts';

export interface SimilarProps {
  readonly ds: string;
  readonly similar: readonly SimilarIncident[];
}

/** Incidents like this one, and what people did about them. */
export function Similar({ ds, similar }: SimilarProps) {
  const styles = useStyles2(getStyles);
  if (similar.length === 0) {
    return <p className={styles.quiet}>{similarWords.none()}</p>;
  }
  return (
    <ul className={styles.list}>
      {similar.map(({ id, title, startedAt, similarity, done }) => (
        <li key={id}>
          <TextLink href={incidentPaths.one(ds, id)} inline={false}>
            {shownLine(title)}
          </TextLink>
          <div className={styles.quiet}>
            <span title={dateTimeFormat(startedAt)}>{dateTimeFormatTimeAgo(startedAt)}</span>
            {' · '}
            {similarWords.likeness(percentText(similarity))}
          </div>
          {done.length === 0 ? (
            <div className={styles.quiet}>{similarWords.nothing()}</div>
          ) : (
            <ul className={styles.done} aria-label={similarWords.done()}>
              {done.map(({ at, kind, by, text }) => (
                <li key={`${at} ${kind}`}>
                  <strong>{timelineNames[kind]()}</strong>
                  {by && ` (${shownLine(by, 60)})`}
                  {text && `: ${shownLine(text)}`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    overflowWrap: 'anywhere',
  }),
  done: css({
    listStyle: 'none',
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(1),
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    fontSize: theme.typography.bodySmall.fontSize,
    strong: { fontWeight: theme.typography.fontWeightMedium },
  }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
