import { useId } from 'react';
import { Alert, Combobox, InlineField } from '@grafana/ui';
import type { ForecasterInfo } from '../../api/forecasters.ts';
import { errorMessage } from '../error-message.ts';
import type { Answer } from '../use-answer.ts';
import { forecastQueryWords } from './forecast-words.ts';

export interface ForecasterFieldProps {
  readonly forecasters: Answer<readonly ForecasterInfo[]>;
  /** Id of the chosen one. */
  readonly value: string;
  readonly onChange: (forecaster: string) => void;
}

/** Chooses a forecaster by name. */
export function ForecasterField({ forecasters, value: chosen, onChange }: ForecasterFieldProps) {
  const id = useId();
  const list = forecasters.state === 'done' ? forecasters.value : [];
  const forecaster = list.find((one) => one.id === chosen);
  return (
    <InlineField
      label={forecastQueryWords.forecaster()}
      tooltip={forecaster?.summary ?? forecastQueryWords.forecasterHelp()}
      htmlFor={id}
    >
      <Combobox
        id={id}
        width={28}
        loading={forecasters.state === 'loading'}
        options={list.map(({ id: value, name, summary }) => ({ value, label: name, description: summary }))}
        value={forecaster ? chosen : { value: chosen, label: chosen }}
        onChange={({ value }) => onChange(value)}
      />
    </InlineField>
  );
}

/** Says where the list of forecasters is not there, or does not have the chosen one. */
export function ForecasterWarning({ forecasters, value }: Pick<ForecasterFieldProps, 'forecasters' | 'value'>) {
  if (forecasters.state === 'failed') {
    return <Alert severity="warning" title={forecastQueryWords.forecastersFailed(errorMessage(forecasters.error))} />;
  }
  return forecasters.state === 'done' && !forecasters.value.some(({ id }) => id === value) ? (
    <Alert severity="warning" title={forecastQueryWords.unknownForecaster(value)} />
  ) : null;
}
