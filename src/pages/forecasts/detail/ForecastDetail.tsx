import { css } from '@emotion/css';
import { useMemo, useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Alert, Button, useStyles2, useTheme2 } from '@grafana/ui';
import type { ForecastQuestion } from '../../../api/forecasts.ts';
import { FORECAST_DEFAULTS } from '../../../../contract/forecast.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { ofRecord } from '../../../ui/forecast/model/of-record.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import { byUrgency } from '../../../ui/forecast/model/urgency.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SeriesDetail } from './SeriesDetail.tsx';
import { SeriesField } from './SeriesField.tsx';
import { useForecasts } from './use-forecasts.ts';
import { forecastDetailWords } from './words.ts';

type Labels = Readonly<Record<string, string>>;

export interface ForecastDetailProps {
  readonly datasource: NightjarSource;
  /** One at least, each with its series. */
  readonly questions: readonly ForecastQuestion[];
  /** The series to begin with; the most urgent one, without. */
  readonly labels: Labels | null;
  readonly onLabels: (labels: Labels) => void;
}

/** How many earlier forecasts are drawn beside the newest unless the question says. */
const GHOSTS = 3;

/** The forecasts of questions: one series in full, the others to choose from. */
export function ForecastDetail({ datasource, questions, labels, onLabels }: ForecastDetailProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [again, setAgain] = useState(0);
  const [timeZone] = useState<TimeZone>('browser');
  const asked = useMemo(() => questions.map(withGhosts), [questions]);
  const answer = useForecasts(datasource, asked, again);
  const shown = useMemo(
    () =>
      answer.state === 'done'
        ? answer.value.found
            .map(({ record, question }, index) => {
              const level = question.forecast?.level ?? FORECAST_DEFAULTS.level;
              return { record, question, forecast: ofRecord(record, { expr: question.expr, level, index }, theme) };
            })
            .sort((a, b) => byUrgency(a.forecast.hits, b.forecast.hits))
        : [],
    [answer, theme]
  );
  if (answer.state === 'loading') {
    return <PlainMessage icon="spinner" title={forecastDetailWords.loading()} />;
  }
  if (answer.state === 'failed') {
    return (
      <Alert severity="error" title={forecastDetailWords.failed()}>
        <p>{errorMessage(answer.error)}</p>
        <Button variant="secondary" icon="sync" onClick={() => setAgain((count) => count + 1)}>
          {forecastDetailWords.retry()}
        </Button>
      </Alert>
    );
  }
  const { notices } = answer.value;
  const wanted = labels && labelKey(labels);
  const chosen = shown.find(({ forecast }) => labelKey(forecast.labels) === wanted) ?? shown[0];
  return (
    <div className={styles.detail}>
      {notices.map(({ severity, text }) => (
        <Alert key={text} severity={severity} title={text} className={styles.notice} />
      ))}
      {chosen ? (
        <>
          {shown.length > 1 && (
            <SeriesField
              forecasts={shown.map(({ forecast }) => forecast)}
              chosen={chosen.forecast}
              onLabels={onLabels}
            />
          )}
          <SeriesDetail
            key={`${chosen.forecast.name} ${chosen.question.expr}`}
            datasource={datasource}
            question={chosen.question}
            record={chosen.record}
            forecast={chosen.forecast}
            timeZone={timeZone}
          />
        </>
      ) : (
        <PlainMessage icon="info-circle" title={forecastDetailWords.none()}>
          {forecastDetailWords.noneHelp()}
        </PlainMessage>
      )}
    </div>
  );
}

function withGhosts(question: ForecastQuestion): ForecastQuestion {
  return { ...question, forecast: { ...question.forecast, earlier: question.forecast?.earlier ?? GHOSTS } };
}

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  notice: css({ marginBottom: 0 }),
});
