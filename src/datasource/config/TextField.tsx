import { useId } from 'react';
import { Field, Input } from '@grafana/ui';

export interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly width?: number;
  /** A sentence on what is wrong with a text that is not empty, or null. */
  readonly check?: (text: string) => string | null;
  readonly onChange: (text: string) => void;
}

/** A labelled text setting with its description and what is wrong with it. */
export function TextField({
  label,
  help,
  value = '',
  placeholder,
  suffix,
  width = 60,
  check,
  onChange,
}: TextFieldProps) {
  const id = useId();
  const wrong = value === '' ? null : (check?.(value) ?? null);
  return (
    <Field label={label} description={help} htmlFor={id} invalid={wrong !== null} error={wrong ?? undefined}>
      <Input
        id={id}
        width={width}
        value={value}
        placeholder={placeholder}
        suffix={suffix}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  );
}
