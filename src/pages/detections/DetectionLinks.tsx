import { css } from '@emotion/css';
import { useCallback } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { DetectionRecord } from '../../api/detections.ts';
import { readMonitor } from '../../api/monitors.ts';
import type { ResourceSender } from '../../api/request.ts';
import { PageLink } from '../../ui/link/PageLink.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { isConsole } from '../host.ts';
import { LabelChips } from '../../ui/LabelChips.tsx';
import { monitorPaths } from '../../ui/monitor/paths.ts';
import type { NightjarSource } from '../source/load-datasource.ts';
import { exploreHref, panelHref } from './source-query.ts';
import { drawerWords } from './words.ts';

export interface DetectionLinksProps {
  readonly datasource: NightjarSource;
  readonly detection: DetectionRecord;
}

/** The query and labels of a detection, and ways to its monitor, its query and the panel it was first seen in. */
export function DetectionLinks({ datasource, detection }: DetectionLinksProps) {
  const styles = useStyles2(getStyles);
  const { uid, type } = datasource;
  const { monitor, monitorName, expr, labels } = detection;
  const read = useCallback((source: ResourceSender) => readMonitor(source, monitor), [monitor]);
  // Where the monitor cannot be read, deleted say, there is just no link to a panel.
  const watched = useAnswer(datasource, read);
  const panel = watched.state === 'done' ? watched.value.spec.panel : undefined;
  return (
    <section aria-label={drawerWords.links()} className={styles.section}>
      <h3 className={styles.heading}>{drawerWords.links()}</h3>
      <pre className={styles.expr} tabIndex={0} aria-label={drawerWords.query()}>
        {expr}
      </pre>
      <LabelChips labels={labels} />
      <div className={styles.links}>
        <PageLink href={monitorPaths.one(uid, monitor)} icon="eye" variant="secondary" size="sm">
          {drawerWords.monitor(monitorName)}
        </PageLink>
        <PageLink
          href={exploreHref(detection, { uid, type, isConsole: isConsole() })}
          icon="compass"
          variant="secondary"
          size="sm"
        >
          {drawerWords.explore()}
        </PageLink>
        {panel && !isConsole() && (
          <PageLink href={panelHref(panel, detection)} icon="apps" variant="secondary" size="sm">
            {drawerWords.panel()}
          </PageLink>
        )}
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  heading: css({ fontSize: theme.typography.h6.fontSize, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
  expr: css({
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
