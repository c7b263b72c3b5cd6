import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import type { MonitorRecord } from '../../../api/monitors.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { StateMark } from '../../../ui/monitor/StateMark.tsx';
import type { MonitorActions } from '../use-monitor-actions.ts';
import { monitorWords } from '../words.ts';
import { MonitorFacts } from './MonitorFacts.tsx';

export interface MonitorHeaderProps {
  readonly datasource: NightjarSource;
  readonly monitor: MonitorRecord;
  readonly actions: MonitorActions;
  readonly mayChange: boolean;
}

/** State, what can be done, and what is known. */
export function MonitorHeader({ datasource, monitor, actions, mayChange }: MonitorHeaderProps) {
  const styles = useStyles2(getStyles);
  const { id, name, state, stateText, labels, paused, origin, source, notices, spec } = monitor;
  const isOurs = mayChange && origin === 'ui';
  return (
    <section aria-label={name} className={styles.header}>
      <div className={styles.row}>
        <StateMark state={state} />
        <div className={styles.spacer} />
        {isOurs && (
          <>
            <PageLink href={monitorPaths.edit(datasource.uid, id)} icon="pen">
              {monitorWords.edit()}
            </PageLink>
            <Button
              variant="secondary"
              icon={paused ? 'play' : 'pause'}
              onClick={() => void actions.pause(monitor, !paused)}
            >
              {paused ? monitorWords.resume() : monitorWords.pause()}
            </Button>
          </>
        )}
        {mayChange && (
          <PageLink href={monitorPaths.copy(datasource.uid, id)} icon="copy" variant="secondary">
            {monitorWords.copy()}
          </PageLink>
        )}
        {isOurs && (
          <Button variant="destructive" fill="outline" icon="trash-alt" onClick={() => void actions.remove(monitor)}>
            {monitorWords.remove()}
          </Button>
        )}
      </div>
      {stateText && <p className={styles.text}>{stateText}</p>}
      {spec.description && <p className={styles.text}>{spec.description}</p>}
      <LabelChips labels={labels} />
      {origin === 'file' && <Alert severity="info" title={monitorWords.fromFile(source)} />}
      {notices.map((text) => (
        <Alert key={text} severity="warning" title={text} />
      ))}
      <MonitorFacts monitor={monitor} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 1.5) }),
  spacer: css({ flex: 1 }),
  text: css({ margin: 0, maxWidth: '90ch', whiteSpace: 'pre-line' }),
});
