import { useId } from 'react';
import { Field, SecretInput, SecretTextArea } from '@grafana/ui';
import { withoutSecret, withSecret } from './settings-change.ts';
import type { ConfigEditorProps } from './settings-change.ts';
import { configWords } from './words.ts';

export interface SecretFieldProps extends ConfigEditorProps {
  /** Key in `secureJsonData`. */
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** A certificate or key: several lines. */
  readonly pem?: boolean;
}

/** A secret: shown as configured once stored, and never sent back to the browser. */
export function SecretField({ options, onOptionsChange, name, label, help, pem = false }: SecretFieldProps) {
  const id = useId();
  const isConfigured = Boolean(options.secureJsonFields?.[name]);
  const reset = () => onOptionsChange(withoutSecret(options, name));
  const set = (value: string) => onOptionsChange(withSecret(options, name, value));
  const value = options.secureJsonData?.[name] ?? '';
  return (
    <Field label={label} description={help} htmlFor={id}>
      {pem ? (
        <SecretTextArea
          id={id}
          cols={60}
          rows={5}
          isConfigured={isConfigured}
          placeholder={configWords.pem()}
          value={value}
          onReset={reset}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      ) : (
        <SecretInput
          id={id}
          width={60}
          isConfigured={isConfigured}
          value={value}
          onReset={reset}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
    </Field>
  );
}
