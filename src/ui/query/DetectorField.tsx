import { useId } from 'react';
import { Alert, Combobox, InlineField } from '@grafana/ui';
import type { DetectorInfo } from '../../api/detectors.ts';
import { errorMessage } from '../error-message.ts';
import type { Answer } from '../use-answer.ts';
import { queryWords } from './words.ts';

export interface DetectorFieldProps {
  readonly detectors: Answer<readonly DetectorInfo[]>;
  /** Id of the chosen one. */
  readonly value: string;
  readonly onChange: (detector: string) => void;
  /** Where it stands among other fields. */
  readonly labelWidth?: number;
}

/** Chooses a detector by name. */
export function DetectorField({ detectors, value: chosen, onChange, labelWidth }: DetectorFieldProps) {
  const id = useId();
  const list = detectors.state === 'done' ? detectors.value : [];
  const detector = list.find((one) => one.id === chosen);
  return (
    <InlineField
      label={queryWords.detector()}
      labelWidth={labelWidth}
      tooltip={detector?.summary ?? queryWords.detectorHelp()}
      htmlFor={id}
    >
      <Combobox
        id={id}
        width={28}
        loading={detectors.state === 'loading'}
        options={list.map(({ id: value, name, summary }) => ({ value, label: name, description: summary }))}
        value={detector ? chosen : { value: chosen, label: chosen }}
        onChange={({ value }) => onChange(value)}
      />
    </InlineField>
  );
}

/** Says where the list of detectors is not there, or does not have the chosen one. */
export function DetectorWarning({ detectors, value }: Pick<DetectorFieldProps, 'detectors' | 'value'>) {
  if (detectors.state === 'failed') {
    return <Alert severity="warning" title={queryWords.detectorsFailed(errorMessage(detectors.error))} />;
  }
  return detectors.state === 'done' && !detectors.value.some(({ id }) => id === value) ? (
    <Alert severity="warning" title={queryWords.unknownDetector(value)} />
  ) : null;
}
