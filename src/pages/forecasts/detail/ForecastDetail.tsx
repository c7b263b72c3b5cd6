import { css } from '@emotion/css';
import { useMemo } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2, useTheme2 } from '@grafana/ui';
import { FORECAST_DEFAULTS } from '../../../../contract/forecast.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { ofRecord } from '../../../ui/forecast/model/of-record.ts';
import { labelKey } from '../../../ui/forecast/model/series-name.ts';
import { byUrgency } from '../../../ui/forecast/model/urgency.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import type { Answer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { SeriesDetail } from './SeriesDetail.tsx';
import { SeriesField } from './SeriesField.tsx';
import type { FoundForecasts } from './use-forecasts.ts';
import { forecastDetailWords } from './words.ts';

const TIME_ZONE = 'browser';

type Labels = Readonly<Record<string, string>>;

export interface ForecastDetailProps {
  readonly datasource: NightjarSource;
  readonly answer: Answer<FoundForecasts>;
  /** Asks once more after a failure. */
  readonly onRetry: () => void;
  /** The series to begin with; the most urgent one, without. */
  readonly labels: Labels | null;
  readonly onLabels: (labels: Labels) => void;
}

/** What was foretold: one series in full, the others to choose from. */
export function ForecastDetail({ datasource, answer, onRetry, labels, onLabels }: ForecastDetailProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const shown = useMemo(
    () =>
      answer.state === 'done'
        ? answer.value.found
            .map(({ record, questions }) => {
              const [{ expr, forecast }] = questions;
              const level = forecast?.level ?? FORECAST_DEFAULTS.level;
              return { record, questions, forecast: ofRecord(record, { expr, level, index: 0 }, theme) };
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
        <Button variant="secondary" icon="sync" onClick={onRetry}>
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
            key={`${chosen.forecast.name} ${chosen.forecast.origin}`}
            datasource={datasource}
            questions={chosen.questions}
            record={chosen.record}
            forecast={chosen.forecast}
            timeZone={TIME_ZONE}
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

const getStyles = (theme: GrafanaTheme2) => ({
  detail: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  notice: css({ marginBottom: 0 }),
});
