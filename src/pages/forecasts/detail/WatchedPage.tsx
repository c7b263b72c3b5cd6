import { css } from '@emotion/css';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import type { ForecastQuestion } from '../../../api/forecasts.ts';
import { readMonitor } from '../../../api/monitors.ts';
import type { MonitorRecord } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { forecastPaths } from '../../../ui/forecast/paths.ts';
import { InstantInput } from '../../../ui/inputs/InstantInput.tsx';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { ForecastDetail } from './ForecastDetail.tsx';
import { useSeriesInAddress } from './series-in-address.ts';
import { forecastDetailWords } from './words.ts';

/** What a forecast monitor foretells of one of its series. */
export function WatchedPage() {
  const { id = '' } = useParams();
  const [name, setName] = useState(forecastDetailWords.monitor);
  return (
    <SourcePage pageNav={{ text: name }} isFixed>
      {(datasource) => <Watched key={id} datasource={datasource} id={id} onName={setName} />}
    </SourcePage>
  );
}

interface WatchedProps {
  readonly datasource: NightjarSource;
  readonly id: string;
  /** Told what the page is to be called. */
  readonly onName: (name: string) => void;
}

function Watched({ datasource, id, onName }: WatchedProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback(
    async (source: ResourceSender) => {
      const monitor = await readMonitor(source, id);
      onName(monitor.name);
      return monitor;
    },
    [id, onName]
  );
  const monitor = useAnswer(datasource, read);
  const [labels, setLabels] = useSeriesInAddress();
  const [at, setAt] = useState<number | null>(null);
  const record = monitor.state === 'done' ? monitor.value : null;
  const questions = useMemo(() => (record ? questionsOf(record, at) : []), [record, at]);
  const back = (
    <PageLink href={forecastPaths.list(datasource.uid)} icon="arrow-left" variant="secondary">
      {forecastDetailWords.back()}
    </PageLink>
  );
  if (monitor.state === 'failed') {
    return (
      <Alert severity="error" title={forecastDetailWords.monitorFailed()}>
        <p>{errorMessage(monitor.error)}</p>
        {back}
      </Alert>
    );
  }
  if (!record) {
    return <PlainMessage icon="spinner" title={forecastDetailWords.loading()} />;
  }
  if (!record.spec.forecast) {
    return (
      <PlainMessage icon="info-circle" title={forecastDetailWords.notForecast()}>
        <p>{forecastDetailWords.notForecastHelp()}</p>
        {back}
      </PlainMessage>
    );
  }
  return (
    <>
      <div className={styles.bar}>
        {back}
        <PageLink href={monitorPaths.one(datasource.uid, id)} icon="eye" variant="secondary">
          {forecastDetailWords.monitor()}
        </PageLink>
        <InstantInput id="nightjar-as-of" label={forecastDetailWords.asOf()} value={at} onChange={setAt} />
      </div>
      <ForecastDetail datasource={datasource} questions={questions} labels={labels} onLabels={setLabels} />
    </>
  );
}

/** What the monitor asks, a question for each of its queries. */
function questionsOf({ spec }: MonitorRecord, at: number | null): ForecastQuestion[] {
  const { queries, step, training, forecast } = spec;
  return queries.map(({ expr }) => ({
    expr,
    step,
    trainingWindow: training.window,
    forecast,
    ...(at === null ? {} : { at }),
  }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: theme.spacing(1, 2) }),
});
