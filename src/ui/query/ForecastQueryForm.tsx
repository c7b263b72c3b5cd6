import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Combobox, InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import type { ForecastQuery } from '../../../contract/forecast.ts';
import { FORECAST_OUTPUTS, PREDICTIONS, withForecastDefaults } from '../../../contract/forecast.ts';
import { readForecasters } from '../../api/forecasters.ts';
import type { ResourceCaller } from '../../api/request.ts';
import { PromqlEditor } from '../promql/PromqlEditor.tsx';
import { useAnswer } from '../use-answer.ts';
import { isDurationText } from './duration-text.ts';
import { ForecastAsked } from './ForecastAsked.tsx';
import { forecastSummary } from './forecast-summary.ts';
import { forecastOutputWords, forecastQueryWords as words, predictionWords } from './forecast-words.ts';
import { ForecasterWarning } from './ForecasterField.tsx';
import { ForecastOptions } from './ForecastOptions.tsx';
import { textOfLimit } from './limit-text.ts';
import { OptionsRow } from './OptionsRow.tsx';
import type { QueryDraft } from './query-draft.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { queryWords } from './words.ts';

export interface ForecastQueryFormProps {
  readonly datasource: ResourceCaller;
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
  readonly onRun: () => void;
}

/** PromQL, forecaster, horizon, limit and output of a query that asks what comes next. */
export function ForecastQueryForm({ datasource, query, onChange, onRun }: ForecastQueryFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const forecasters = useAnswer(datasource, readForecasters);
  const list = forecasters.state === 'done' ? forecasters.value : [];
  const forecast = withForecastDefaults(query.forecast);
  const { limit } = forecast;
  const forecaster = list.find((one) => one.id === forecast.forecaster);
  const change = (part: Partial<QueryDraft>) => {
    onChange(part);
    onRun();
  };
  const changeForecast = (part: Partial<ForecastQuery>) => change({ forecast: { ...query.forecast, ...part } });
  const needsLimit = query.output === 'time-to-threshold' || query.output === 'probability';
  return (
    <div className={styles.form}>
      <PromqlEditor datasource={datasource} value={query.expr} onChange={(expr) => onChange({ expr })} onRun={onRun} />
      <div className={styles.fields}>
        <InlineField label={words.output()} tooltip={words.outputHelp()}>
          <RadioButtonGroup
            aria-label={words.output()}
            options={FORECAST_OUTPUTS.map((value) => ({ value, label: forecastOutputWords[value]() }))}
            value={FORECAST_OUTPUTS.find((one) => one === query.output)}
            onChange={(output) => change({ output })}
          />
        </InlineField>
        {query.output === 'prediction' && (
          <InlineField label={words.prediction()} tooltip={words.predictionHelp()} htmlFor={`${id}-prediction`}>
            <Combobox
              id={`${id}-prediction`}
              width={28}
              options={PREDICTIONS.map((value) => ({ value, label: predictionWords[value]() }))}
              value={forecast.prediction}
              onChange={({ value }) => changeForecast({ prediction: value })}
            />
          </InlineField>
        )}
        <ForecastAsked
          forecasters={forecasters}
          forecast={forecast}
          isHorizon={isDurationText}
          onChange={changeForecast}
        />
      </div>
      <ForecasterWarning forecasters={forecasters} value={forecast.forecaster} />
      {needsLimit && textOfLimit(limit) === '' && <Alert severity="info" title={words.limitMissing()} />}
      <OptionsRow title={queryWords.options()} summary={forecastSummary(query, forecast)}>
        <ForecastOptions query={query} forecast={forecast} onChange={change} onForecast={changeForecast} />
        {forecaster && (
          <fieldset className={styles.settings}>
            <legend className={styles.legend}>{words.settingsOf(forecaster.name)}</legend>
            <div className={styles.fields}>
              <SettingsForm
                datasource={datasource}
                schema={forecaster.schema}
                settings={forecast.settings}
                onChange={(settings) => changeForecast({ settings })}
              />
            </div>
          </fieldset>
        )}
      </OptionsRow>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), width: '100%' }),
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
  settings: css({ marginTop: theme.spacing(1) }),
  legend: css({
    fontSize: theme.typography.h6.fontSize,
    marginBottom: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
});
