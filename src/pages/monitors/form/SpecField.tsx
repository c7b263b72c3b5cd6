import { useId } from 'react';
import { InlineField, Input } from '@grafana/ui';

export interface SpecFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly error?: string;
  readonly width?: number;
  readonly onChange: (value: string) => void;
}

/** A text of the spec, kept as it is typed: what is wrong with it is said beside it, and keeps the whole from being saved. */
export function SpecField({ label, help, value, error, width = 16, onChange }: SpecFieldProps) {
  const id = useId();
  return (
    <InlineField label={label} labelWidth={23} tooltip={help} htmlFor={id} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        width={width}
        value={value}
        aria-invalid={error !== undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </InlineField>
  );
}
