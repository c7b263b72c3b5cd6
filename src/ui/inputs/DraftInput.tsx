import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { InlineField, Input } from '@grafana/ui';

export interface DraftInputProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly width?: number;
  readonly labelWidth?: number;
  readonly type?: 'text' | 'number';
  readonly step?: number | 'any';
  readonly suffix?: string;
  /** A sentence on what is wrong with the text, or null when it can be taken. */
  readonly check?: (text: string) => string | null;
  /** Called on leaving the field or pressing Enter, with a text that passed the check and differs from `value`. */
  readonly onCommit: (text: string) => void;
}

/** A labelled text input that keeps what is typed to itself until it is finished and right. */
export function DraftInput(props: DraftInputProps) {
  const {
    id,
    label,
    help,
    value,
    placeholder,
    width = 16,
    labelWidth = 23,
    type = 'text',
    step,
    suffix,
    check,
    onCommit,
  } = props;
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const wrong = check?.(draft) ?? null;
  const commit = () => {
    if (draft !== value && wrong === null) {
      onCommit(draft);
    }
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') {
      commit();
    }
  };
  return (
    <InlineField
      label={label}
      labelWidth={labelWidth}
      tooltip={help}
      htmlFor={id}
      invalid={wrong !== null}
      error={wrong ?? undefined}
    >
      <Input
        id={id}
        type={type}
        step={step}
        value={draft}
        placeholder={placeholder}
        width={width}
        suffix={suffix}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </InlineField>
  );
}
