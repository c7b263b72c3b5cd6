import { useEffect, useState } from 'react';
import { checkCount } from './checks.ts';
import { TextField } from './TextField.tsx';

export interface CountFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: number | undefined;
  readonly placeholder: string;
  readonly suffix?: string;
  /** Called with a whole number from 1 on, or undefined for an emptied field. */
  readonly onChange: (value: number | undefined) => void;
}

/** A whole number from 1 on; what is no such number is shown as wrong and not taken. */
export function CountField({ value, onChange, ...rest }: CountFieldProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  useEffect(() => {
    setText((old) => (value === undefined ? (checkCount(old) ? old : '') : String(value)));
  }, [value]);
  return (
    <TextField
      {...rest}
      width={24}
      value={text}
      check={checkCount}
      onChange={(typed) => {
        setText(typed);
        onChange(checkCount(typed) === null ? Number(typed) : undefined);
      }}
    />
  );
}
