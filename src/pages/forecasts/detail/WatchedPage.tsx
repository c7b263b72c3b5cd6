import { css } from '@emotion/css';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { readKept } from '../../../api/forecasts.ts';
import type { ForecastQuestion } from '../../../api/forecasts.ts';
import { readMonitor } from '../../../api/monitors.ts';
import type { MonitorRecord } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { forecastPaths } from '../../../ui/forecast/paths.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { Answer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SourcePage } from '../../source/SourcePage.tsx';
import { ForecastDetail } from './ForecastDetail.tsx';
import { OriginField } from './OriginField.tsx';
import { useSeriesInAddress } from './series-in-address.ts';
import type { FoundForecasts } from './use-forecasts.ts';
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
  const [origin, setOrigin] = useState<number | null>(null);
  const [again, setAgain] = useState(0);
  const read = useCallback(
    async (source: ResourceSender) => {
      const monitor = await readMonitor(source, id);
      onName(monitor.name);
      return { monitor, kept: monitor.spec.forecast ? await readKept(source, id, origin) : null };
    },
    [id, origin, onName]
  );
  const page = useAnswer(datasource, read, again);
  const [labels, setLabels] = useSeriesInAddress();
  const answer = useMemo((): Answer<FoundForecasts> => {
    if (page.state !== 'done') {
      return page;
    }
    const { monitor, kept } = page.value;
    const questions = questionsOf(monitor);
    const found = (kept?.forecasts ?? []).map((record) => ({ record, questions }));
    return { state: 'done', value: { found, notices: [] } };
  }, [page]);
  const retry = () => setAgain((count) => count + 1);
  const back = (
    <PageLink href={forecastPaths.list(datasource.uid)} icon="arrow-left" variant="secondary">
      {forecastDetailWords.back()}
    </PageLink>
  );
  if (page.state === 'done' && !page.value.kept) {
    return (
      <PlainMessage icon="info-circle" title={forecastDetailWords.notForecast()}>
        <p>{forecastDetailWords.notForecastHelp()}</p>
        {back}
      </PlainMessage>
    );
  }
  const origins = page.state === 'done' ? (page.value.kept?.origins ?? []) : [];
  if (page.state === 'done' && origins.length === 0) {
    return (
      <PlainMessage icon="hourglass" title={forecastDetailWords.notYet()}>
        <p>{page.value.monitor.stateText || forecastDetailWords.notYetHelp()}</p>
        <Button variant="secondary" icon="sync" onClick={retry}>
          {forecastDetailWords.retry()}
        </Button>
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
        {origins.length > 1 && <OriginField origins={origins} origin={origin} onOrigin={setOrigin} />}
      </div>
      <ForecastDetail datasource={datasource} answer={answer} onRetry={retry} labels={labels} onLabels={setLabels} />
    </>
  );
}

/** What the monitor asks, a question for each of its queries. */
function questionsOf({ spec }: MonitorRecord): ForecastQuestion[] {
  const { queries, step, training, forecast } = spec;
  return queries.map(({ expr }) => ({ expr, step, trainingWindow: training.window, forecast }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 2) }),
});
