import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { parseDuration } from '../../../../contract/duration.ts';
import type { ForecastQuery, StoredForecast } from '../../../../contract/forecast.ts';
import { LIMIT_SIDES, withForecastDefaults } from '../../../../contract/forecast.ts';
import { readForecasters } from '../../../api/forecasters.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { DraftInput } from '../../../ui/inputs/DraftInput.tsx';
import { ForecasterField, ForecasterWarning } from '../../../ui/query/ForecasterField.tsx';
import { forecastQueryWords as words, sideWords } from '../../../ui/query/forecast-words.ts';
import { limitOfText, textOfLimit } from '../../../ui/query/limit-text.ts';
import { queryWords } from '../../../ui/query/words.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { MonitorDraft } from './draft.ts';

export interface ForecastFieldsProps {
  readonly datasource: ResourceSender;
  readonly forecast: NonNullable<MonitorDraft['forecast']>;
  readonly onChange: (forecast: NonNullable<MonitorDraft['forecast']>) => void;
}

/** Forecaster, horizon, level and limit of a forecast monitor; what is not changed keeps its default. */
export function ForecastFields({ datasource, forecast: stored, onChange }: ForecastFieldsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const forecasters = useAnswer(datasource, readForecasters);
  const forecast: ForecastQuery = withForecastDefaults(stored satisfies StoredForecast);
  const { limit } = forecast;
  return (
    <>
      <div className={styles.fields}>
        <ForecasterField
          forecasters={forecasters}
          value={forecast.forecaster}
          onChange={(forecaster) => onChange({ ...stored, forecaster, settings: {} })}
        />
        <DraftInput
          id={`${id}-horizon`}
          label={words.horizon()}
          help={words.horizonHelp()}
          labelWidth={10}
          width={12}
          value={forecast.horizon}
          check={(text) => (parseDuration(text) === null ? queryWords.notADuration() : null)}
          onCommit={(horizon) => onChange({ ...stored, horizon })}
        />
        <DraftInput
          id={`${id}-level`}
          label={words.level()}
          help={words.levelHelp()}
          labelWidth={8}
          width={10}
          type="number"
          step="any"
          suffix="%"
          value={String(forecast.level)}
          check={(text) => (Number(text) > 0 && Number(text) < 100 ? null : words.notALevel())}
          onCommit={(text) => onChange({ ...stored, level: Number(text) })}
        />
        <DraftInput
          id={`${id}-limit`}
          label={words.limit()}
          help={words.limitHelp()}
          labelWidth={8}
          width={36}
          placeholder={words.limitPlaceholder()}
          value={textOfLimit(limit)}
          onCommit={(text) => onChange({ ...stored, limit: { ...limit, ...limitOfText(text) } })}
        />
        <InlineField label={words.side()} tooltip={words.sideHelp()}>
          <RadioButtonGroup
            aria-label={words.side()}
            options={LIMIT_SIDES.map((value) => ({ value, label: sideWords[value]() }))}
            value={limit.side}
            onChange={(side) => onChange({ ...stored, limit: { ...limit, side } })}
          />
        </InlineField>
      </div>
      <ForecasterWarning forecasters={forecasters} value={forecast.forecaster} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
