import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, FilterInput, useStyles2 } from '@grafana/ui';
import { readWatched } from '../../../api/forecasts.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { urgencyOf } from '../../../ui/forecast/model/urgency.ts';
import { forecastPaths } from '../../../ui/forecast/paths.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { useLive } from '../../../ui/use-live.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { matching } from './matching.ts';
import { WatchedTable } from './WatchedTable.tsx';
import { forecastListWords } from './words.ts';

const REFRESH_MS = 60_000;

/** Every kept forecast of a datasource, the most urgent first. */
export function ForecastsPage() {
  return (
    <SourcePage subTitle={forecastListWords.subtitle()}>
      {(datasource) => <Forecasts datasource={datasource} />}
    </SourcePage>
  );
}

function Forecasts({ datasource }: { readonly datasource: NightjarSource }) {
  const styles = useStyles2(getStyles);
  const list = useLive(datasource, readWatched, REFRESH_MS);
  const mayCreate = mayAs(useRole(datasource), 'Editor');
  const [text, setText] = useState('');
  if (!list.value) {
    return list.error === null ? (
      <PlainMessage icon="spinner" title={forecastListWords.loading()} />
    ) : (
      <Alert severity="error" title={forecastListWords.failed()}>
        <p>{errorMessage(list.error)}</p>
        <Button variant="secondary" icon="sync" onClick={list.refresh}>
          {forecastListWords.retry()}
        </Button>
      </Alert>
    );
  }
  const { rows, more } = list.value;
  const ask = (
    <PageLink
      href={forecastPaths.ask(datasource.uid)}
      icon="search"
      variant={rows.length > 0 ? 'secondary' : 'primary'}
    >
      {forecastListWords.ask()}
    </PageLink>
  );
  if (rows.length === 0) {
    return (
      <PlainMessage icon="graph-bar" title={forecastListWords.empty()}>
        <p>{forecastListWords.emptyHelp()}</p>
        <div className={styles.buttons}>
          {ask}
          {mayCreate && (
            <PageLink href={monitorPaths.create(datasource.uid)} icon="plus" variant="secondary">
              {forecastListWords.newMonitor()}
            </PageLink>
          )}
        </div>
      </PlainMessage>
    );
  }
  const shown = matching(rows, text);
  const urgent = rows.filter(({ hits }) => ['past', 'likely'].includes(urgencyOf(hits))).length;
  return (
    <>
      {list.error !== null && <Alert severity="warning" title={forecastListWords.stale(errorMessage(list.error))} />}
      <div className={styles.bar}>
        <FilterInput
          width={40}
          escapeRegex={false}
          value={text}
          placeholder={forecastListWords.search()}
          aria-label={forecastListWords.search()}
          onChange={setText}
        />
        <span role="status" className={styles.count}>
          {forecastListWords.count(rows.length, urgent)}
          {more && ` ${forecastListWords.more()}`}
        </span>
        {ask}
      </div>
      {shown.length === 0 ? (
        <PlainMessage icon="filter" title={forecastListWords.noMatch()}>
          <Button variant="secondary" onClick={() => setText('')}>
            {forecastListWords.clear()}
          </Button>
        </PlainMessage>
      ) : (
        <WatchedTable ds={datasource.uid} rows={shown} />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  count: css({ flex: 1, color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  buttons: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: theme.spacing(1) }),
});
