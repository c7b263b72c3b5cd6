import { css } from '@emotion/css';
import { CoreApp, LoadingState } from '@grafana/data';
import type { AbsoluteTimeRange, DataSourceApi, GrafanaTheme2, TimeRange, TimeZone } from '@grafana/data';
import { Alert, Button, ClipboardButton, Stack, useStyles2 } from '@grafana/ui';
import { isEqual } from 'lodash';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { shapeOf, withAlertDefaults } from '../../../contract/alert-query.ts';
import { isAlertOutput, isAskable, isForecastOutput, withQueryDefaults } from '../../../contract/query.ts';
import type { NightjarQuery } from '../../../contract/query.ts';
import { PluginPage } from '../shell/PluginPage.tsx';
import { AlertTable } from './AlertTable.tsx';
import { intervalsOf, noticesOf } from './frame-results.ts';
import type { NamedInterval } from './frame-results.ts';
import { IntervalsTable } from './IntervalsTable.tsx';
import { MetricSuggestions } from './MetricSuggestions.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import { TimeControls } from './TimeControls.tsx';
import { toAddress, toTimeRange } from './explore-url.ts';
import { useExploreState } from './use-explore-state.ts';
import { useQueryRun } from './use-query-run.ts';

/** One query looked at closely: editor, time range, anomalies panel and the anomalies as a table. */
export function ExplorePage({ dataSource }: { dataSource: DataSourceApi }) {
  const styles = useStyles2(getStyles);
  const [state, change] = useExploreState();
  const [timeZone, setTimeZone] = useState<TimeZone>('browser');
  const [runs, setRuns] = useState(0);
  const [draft, setDraft] = useState<NightjarQuery>(state.query);
  // The editor changes the query and asks for a run in one go, before the next render.
  const latest = useRef(draft);
  const edit = useCallback((next: NightjarQuery) => {
    latest.current = next;
    setDraft(next);
  }, []);
  useEffect(() => edit(state.query), [edit, state.query]);

  const { query, from, to, refresh } = state;
  // A relative range moves on with each run, and with nothing else.
  const { range } = useMemo(() => ({ runs, range: toTimeRange({ from, to }, timeZone) }), [from, to, timeZone, runs]);
  const run = useQueryRun(dataSource, query, range);
  const { data } = run;
  const view = viewOf(query);

  const refreshNow = useCallback(() => setRuns((count) => count + 1), []);
  const setRange = useCallback((next: TimeRange) => change(toAddress(next.raw)), [change]);
  const setAbsolute = useCallback(
    (next: AbsoluteTimeRange) => change({ from: String(Math.round(next.from)), to: String(Math.round(next.to)) }),
    [change]
  );
  const zoomTo = useCallback(
    ({ start, end }: NamedInterval) => {
      const around = Math.max(end - start, 30 * 60_000);
      setAbsolute({ from: start - around, to: end + around });
    },
    [setAbsolute]
  );
  const runDraft = () => {
    if (isEqual(latest.current, query)) {
      refreshNow();
    } else {
      change({ query: latest.current });
    }
  };

  const intervals = useMemo(() => intervalsOf(data.series), [data.series]);
  const notices = useMemo(() => noticesOf(data.series), [data.series]);
  const QueryEditor = dataSource.components?.QueryEditor;

  return (
    <PluginPage
      actions={
        <>
          <ClipboardButton variant="secondary" icon="share-alt" getText={() => window.location.href}>
            Copy link
          </ClipboardButton>
          <TimeControls
            range={range}
            timeZone={timeZone}
            refresh={refresh}
            onChangeRange={setRange}
            onChangeTimeZone={setTimeZone}
            onChangeRefresh={(next) => change({ refresh: next })}
            onRefresh={refreshNow}
          />
        </>
      }
    >
      <Stack direction="column" gap={2}>
        <section aria-label="Query" className={styles.query}>
          {QueryEditor && (
            <QueryEditor
              datasource={dataSource}
              query={draft}
              app={CoreApp.Explore}
              range={range}
              data={data}
              onChange={(next) => edit(withQueryDefaults(next))}
              onRunQuery={runDraft}
            />
          )}
          <div className={styles.runRow}>
            <Button icon="play" onClick={runDraft}>
              Run query
            </Button>
          </div>
        </section>
        {notices.map(({ severity, text }) => (
          <Alert key={text} title={text} severity={severity} className={styles.notice} />
        ))}
        {view === 'table' && <AlertTable run={run} timeZone={timeZone} />}
        {isAskable(query) && view !== 'table' && (
          <ResultPanel
            key={view}
            run={run}
            view={view}
            timeZone={timeZone}
            onChangeTimeRange={setAbsolute}
            onRetry={refreshNow}
          />
        )}
        {!isAskable(query) && query.output !== 'monitor' && (
          <MetricSuggestions dataSource={dataSource} onChoose={(expr) => change({ query: { ...draft, expr } })} />
        )}
        {intervals.length > 0 && (
          <section aria-label="Anomalies in this range">
            <h2>{intervals.length === 1 ? '1 anomaly' : `${intervals.length} anomalies`}</h2>
            <IntervalsTable intervals={intervals} timeZone={timeZone} onZoom={zoomTo} />
          </section>
        )}
        {view === 'anomalies' &&
          data.state === LoadingState.Done &&
          data.series.some(({ length }) => length > 0) &&
          intervals.length === 0 && <p className={styles.quiet}>No anomaly of the chosen severity in this range.</p>}
      </Stack>
    </PluginPage>
  );
}

/** What shows the answer of a query: a panel, or a plain table. */
function viewOf({
  output,
  alerts,
}: NightjarQuery): 'anomalies' | 'forecast' | 'incidents' | 'recommendations' | 'table' {
  if (isAlertOutput(output)) {
    const hasPanel = output === 'incidents' || output === 'recommendations';
    return hasPanel && shapeOf(output, withAlertDefaults(alerts)) === 'table' ? output : 'table';
  }
  return isForecastOutput(output) ? 'forecast' : 'anomalies';
}

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({
    overflowX: 'auto',
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  runRow: css({ marginTop: theme.spacing(1) }),
  notice: css({ marginBottom: 0 }),
  quiet: css({ color: theme.colors.text.secondary }),
});
