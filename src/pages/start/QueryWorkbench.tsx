import { css } from '@emotion/css';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { PageLink } from '../../ui/link/PageLink.tsx';
import { NightjarQueryForm } from '../../ui/query/NightjarQueryForm.tsx';
import type { QueryDraft } from '../../ui/query/query-draft.ts';
import { RunStatus } from '../../ui/run/RunStatus.tsx';
import { RangePicker, rangeOf, zoomed } from '../../ui/time/RangePicker.tsx';
import { isConsole } from '../host.ts';
import { AddToDashboardModal } from './AddToDashboardModal.tsx';
import { AlertRuleModal } from './AlertRuleModal.tsx';
import type { NightjarSource } from '../source/load-datasource.ts';
import { ResultView } from './ResultView.tsx';
import { writeState } from './start-state.ts';
import type { StartState } from './start-state.ts';
import { useRun } from '../../ui/run/use-run.ts';
import { startWords } from './words.ts';

export interface QueryWorkbenchProps {
  readonly datasource: NightjarSource;
  readonly state: StartState;
  readonly onState: (state: StartState) => void;
  /** A run has ended: the engine's state may be another one. */
  readonly onAnswer: () => void;
}

/** A query, its anomalies, and what to do with them. */
export function QueryWorkbench({ datasource, state, onState, onAnswer }: QueryWorkbenchProps) {
  const styles = useStyles2(getStyles);
  const { run, start, cancel } = useRun();
  const [timeZone, setTimeZone] = useState('browser');
  const [dialog, setDialog] = useState<'dashboard' | 'alert' | null>(null);
  // What was typed last: a change and the run after it come in one event, before the address has changed.
  const latest = useRef(state);
  latest.current = state;
  const set = (part: Partial<StartState>) => {
    latest.current = { ...latest.current, ...part };
    onState(latest.current);
  };

  const go = useCallback(() => {
    const { query, from, to } = latest.current;
    if (query.expr.trim() !== '') {
      start(datasource, [query], rangeOf({ from, to }, timeZone));
    }
  }, [datasource, start, timeZone]);
  // A shared address shows its anomalies at once, another time range the same query anew.
  useEffect(go, [go, state.from, state.to]);

  useEffect(() => {
    if (run.state !== 'idle' && run.state !== 'loading') {
      onAnswer();
    }
  }, [run.state, onAnswer]);

  const { query, from, to } = state;
  const range = rangeOf({ from, to }, timeZone);
  // The form of a monitor reads the same address.
  const watched = new URLSearchParams(writeState(state)).toString();
  const hasQuery = query.expr.trim() !== '';
  return (
    <>
      <section aria-label={startWords.query()} className={styles.query}>
        <NightjarQueryForm
          datasource={datasource}
          query={query}
          onChange={(part: Partial<QueryDraft>) => set({ query: { ...latest.current.query, ...part } })}
          onRun={go}
        />
        <div className={styles.actions}>
          <Button icon="play" onClick={go}>
            {startWords.run()}
          </Button>
          <RangePicker range={{ from, to }} timeZone={timeZone} onRange={set} onTimeZone={setTimeZone} />
          {run.startedAt !== null && (
            <RunStatus startedAt={run.startedAt} partial={run.frames.length > 0} onCancel={cancel} />
          )}
          <div className={styles.spacer} />
          {!isConsole() && (
            <Button variant="secondary" icon="apps" disabled={!hasQuery} onClick={() => setDialog('dashboard')}>
              {startWords.addToDashboard()}
            </Button>
          )}
          {hasQuery && (
            <PageLink href={`/a/nightjar-ml-app/monitors/new?${watched}`} icon="eye" variant="secondary">
              {startWords.watch()}
            </PageLink>
          )}
          <Button variant="secondary" icon="bell" disabled={!hasQuery} onClick={() => setDialog('alert')}>
            {startWords.copyAlertRule()}
          </Button>
        </div>
      </section>
      <ResultView run={run} range={range} timeZone={timeZone} onZoom={(zoom) => set(zoomed(zoom))} />
      {dialog === 'dashboard' && (
        <AddToDashboardModal
          datasourceUid={datasource.uid}
          query={query}
          time={{ from, to }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'alert' && (
        <AlertRuleModal datasourceUid={datasource.uid} query={query} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  spacer: css({ flex: 1 }),
});
