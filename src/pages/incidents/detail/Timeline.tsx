import { css } from '@emotion/css';
import { useMemo, useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { IconName } from '@grafana/ui';
import type { TimelineRecord } from '../../../api/incidents.ts';
import { shownLine, shownText } from '../../../ui/text/shown-text.ts';
import { foldTimeline } from './fold-timeline.ts';
import type { FoldKind, TimelineFold } from './fold-timeline.ts';
import { foldNames, timelineNames, timelineWords } from './words.ts';

const ICONS: Record<TimelineRecord['kind'], IconName> = {
  acknowledge: 'eye',
  assign: 'user',
  comment: 'comment-alt',
  silence: 'bell-slash',
  unsilence: 'bell',
  resolve: 'check-circle',
  reopen: 'history',
  merge: 'link',
  split: 'code-branch',
  opened: 'exclamation-circle',
  joined: 'plus',
  'merged-in': 'link',
  'split-off': 'code-branch',
  escalated: 'arrow-up',
  'alert-ended': 'check',
};

const FOLD_ICONS: Record<FoldKind, IconName> = { joined: 'plus', 'alert-ended': 'check', regrouped: 'code-branch' };

/** What happened and who did what, the newest first. */
export function Timeline({ timeline }: { readonly timeline: readonly TimelineRecord[] }) {
  const styles = useStyles2(getStyles);
  const folds = useMemo(() => foldTimeline(timeline), [timeline]);
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={timelineWords.entries()}>
      <ol className={styles.list}>
        {folds.map((fold, place) => (
          <Fold key={`${folds.length - place} ${fold.entries[0].at}`} fold={fold} />
        ))}
      </ol>
    </div>
  );
}

function Fold({ fold: { kind, entries } }: { readonly fold: TimelineFold }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  if (kind === null || isOpen) {
    return entries.map((entry, place) => <Entry key={place} entry={entry} />);
  }
  return (
    <li className={styles.entry}>
      <Icon name={FOLD_ICONS[kind]} className={styles.icon} />
      <div>
        <span className={styles.what}>{timelineWords.folded(foldNames[kind](), entries.length)}</span>{' '}
        <Button size="sm" fill="text" variant="secondary" icon="angle-down" onClick={() => setOpen(true)}>
          {timelineWords.unfold()}
        </Button>
        <div className={styles.quiet}>
          {timelineWords.span(dateTimeFormat(entries[entries.length - 1].at), dateTimeFormat(entries[0].at))}
        </div>
      </div>
    </li>
  );
}

function Entry({ entry: { at, kind, by, text } }: { readonly entry: TimelineRecord }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.entry}>
      <Icon name={ICONS[kind]} className={by === '' ? styles.icon : styles.person} />
      <div className={styles.body}>
        <span className={styles.what}>{timelineNames[kind]()}</span>{' '}
        <span className={styles.quiet}>
          {dateTimeFormat(at)}
          {' · '}
          {by === '' ? timelineWords.nightjar() : shownLine(by, 60)}
        </span>
        {text && <div className={kind === 'comment' ? styles.comment : styles.text}>{shownText(text)}</div>}
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const small = { fontSize: theme.typography.bodySmall.fontSize } as const;
  return {
    scroller: css({ maxHeight: 560, overflowY: 'auto' }),
    list: css({
      listStyle: 'none',
      margin: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
    }),
    entry: css({ display: 'flex', gap: theme.spacing(1), minWidth: 0 }),
    body: css({ minWidth: 0, flex: 1 }),
    icon: css({ flexShrink: 0, marginTop: 3, color: theme.colors.text.secondary }),
    person: css({ flexShrink: 0, marginTop: 3, color: theme.colors.primary.text }),
    what: css({ fontWeight: theme.typography.fontWeightMedium }),
    quiet: css({ color: theme.colors.text.secondary, ...small }),
    text: css({ color: theme.colors.text.secondary, whiteSpace: 'pre-line', overflowWrap: 'anywhere', ...small }),
    comment: css({
      marginTop: theme.spacing(0.5),
      padding: theme.spacing(0.75, 1),
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }),
  };
};
