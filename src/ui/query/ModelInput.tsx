import { Combobox, InlineField } from '@grafana/ui';
import { readModels } from '../../api/models.ts';
import type { ResourceCaller } from '../../api/request.ts';
import { errorMessage } from '../error-message.ts';
import { useAnswer } from '../use-answer.ts';
import type { SettingsField } from './settings-fields.ts';
import { queryWords } from './words.ts';

export interface ModelInputProps {
  readonly id: string;
  readonly datasource: ResourceCaller;
  readonly field: SettingsField;
  /** Name or hash of a model. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses one of the uploaded ONNX models by name; a hash may be typed. */
export function ModelInput({ id, datasource, field, value, onChange }: ModelInputProps) {
  const models = useAnswer(datasource, readModels);
  const list = models.state === 'done' ? models.value.models : [];
  const options = [
    { value: String(field.default), label: String(field.default), description: queryWords.builtIn() },
    ...list.map(({ name, hash }) => ({ value: name, label: name, description: hash.slice(0, 12) })),
  ];
  const known = options.some((option) => option.value === value);
  const failed = models.state === 'failed';
  return (
    <InlineField
      label={field.label}
      labelWidth={23}
      tooltip={field.help}
      htmlFor={id}
      invalid={failed}
      error={failed ? queryWords.modelsFailed(errorMessage(models.error)) : undefined}
    >
      <Combobox
        id={id}
        width={28}
        createCustomValue
        loading={models.state === 'loading'}
        options={options}
        value={known ? value : { value, label: value }}
        onChange={(choice) => onChange(choice.value)}
      />
    </InlineField>
  );
}
