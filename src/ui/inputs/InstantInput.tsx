import { dateTime } from '@grafana/data';
import { Field, Input } from '@grafana/ui';

export interface InstantInputProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  /** ms since the epoch, null while none is chosen. */
  readonly value: number | null;
  /** What is wrong with it, or null. */
  readonly error?: string | null;
  readonly disabled?: boolean;
  readonly onChange: (value: number | null) => void;
}

/** Day and time, in the browser's time zone, to the minute. */
export function InstantInput({ id, label, help, value, error = null, disabled, onChange }: InstantInputProps) {
  return (
    <Field label={label} description={help} htmlFor={id} invalid={error !== null} error={error ?? undefined} noMargin>
      <Input
        id={id}
        type="datetime-local"
        width={28}
        disabled={disabled}
        value={value === null ? '' : dateTime(value).format('YYYY-MM-DDTHH:mm')}
        onChange={({ currentTarget }) => {
          const at = currentTarget.value === '' ? Number.NaN : dateTime(currentTarget.value).valueOf();
          onChange(Number.isNaN(at) ? null : at);
        }}
      />
    </Field>
  );
}
