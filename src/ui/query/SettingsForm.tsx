import { useId, useMemo } from 'react';
import { Combobox, InlineField, InlineSwitch } from '@grafana/ui';
import { DraftInput } from '../inputs/DraftInput.tsx';
import type { ResourceCaller } from '../../api/request.ts';
import { ManyChoicesInput } from './ManyChoicesInput.tsx';
import { ModelInput } from './ModelInput.tsx';
import { misfitText } from './misfit-text.ts';
import { misfitOf, settingsFields, withSetting } from './settings-fields.ts';
import type { SettingsField, Settings } from './settings-fields.ts';
import { queryWords } from './words.ts';

export interface SettingsFormProps {
  readonly datasource: ResourceCaller;
  /** JSON Schema of the detector's settings. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  /** Called with all settings; those at their default are left out, so that a stored query follows the detector. */
  readonly onChange: (settings: Record<string, unknown>) => void;
}

/** A detector's settings as a form made from their schema; no detector needs code of its own here. */
export function SettingsForm({ datasource, schema, settings, onChange }: SettingsFormProps) {
  const id = useId();
  const fields = useMemo(() => settingsFields(schema), [schema]);
  if (fields.length === 0) {
    return <div>{queryWords.noSettings()}</div>;
  }
  const set = (field: SettingsField, value: unknown) => onChange(withSetting(settings, field, value));
  return (
    <>
      {fields.map((field) => (
        <SettingInput
          key={field.name}
          id={`${id}-${field.name}`}
          datasource={datasource}
          field={field}
          value={settings[field.name] ?? field.default}
          onChange={(value) => set(field, value)}
        />
      ))}
    </>
  );
}

interface SettingInputProps {
  readonly id: string;
  readonly datasource: ResourceCaller;
  readonly field: SettingsField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function SettingInput({ id, datasource, field, value, onChange }: SettingInputProps) {
  const check = (given: unknown) => {
    const misfit = misfitOf(field, given);
    return misfit && misfitText(misfit);
  };
  switch (field.kind) {
    case 'number':
      return (
        <DraftInput
          id={id}
          type="number"
          step={field.whole ? 1 : 'any'}
          label={field.label}
          help={field.help}
          value={value === undefined ? '' : String(value)}
          placeholder={String(field.default ?? '')}
          check={(text) => (text === '' ? null : check(Number(text)))}
          onCommit={(text) => onChange(text === '' ? undefined : Number(text))}
        />
      );
    case 'boolean':
      return (
        <InlineField label={field.label} labelWidth={23} tooltip={field.help} htmlFor={id}>
          <InlineSwitch
            id={id}
            value={value === true}
            onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          />
        </InlineField>
      );
    case 'choice':
      return (
        <InlineField label={field.label} labelWidth={23} tooltip={field.help} htmlFor={id}>
          <Combobox
            id={id}
            width={16}
            options={field.choices.map((choice) => ({ value: choice, label: String(choice) }))}
            value={value as string | number}
            onChange={(choice) => onChange(choice.value)}
          />
        </InlineField>
      );
    case 'many':
      return (
        <ManyChoicesInput id={id} field={field} value={value as readonly string[]} check={check} onChange={onChange} />
      );
    case 'model':
      return (
        <ModelInput id={id} datasource={datasource} field={field} value={String(value ?? '')} onChange={onChange} />
      );
    case 'text':
      return (
        <DraftInput
          id={id}
          label={field.label}
          help={field.help}
          value={String(value ?? '')}
          placeholder={String(field.default ?? '')}
          check={check}
          onCommit={(text) => onChange(text === '' ? undefined : text)}
        />
      );
  }
}
