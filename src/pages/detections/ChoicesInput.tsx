import { useMemo } from 'react';
import { MultiCombobox } from '@grafana/ui';

export interface ChoicesInputProps<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly T[];
  readonly nameOf: (choice: T) => string;
  readonly value: readonly T[];
  readonly width: number;
  readonly onChange: (value: T[]) => void;
}

/** Chooses several of a fixed list; none chosen means all. */
export function ChoicesInput<T extends string>(props: ChoicesInputProps<T>) {
  const { id, label, placeholder, choices, nameOf, value, width, onChange } = props;
  // Grafana's input forgets what is being typed when it is given new options, equal ones too.
  const options = useMemo(() => choices.map((one) => ({ value: one, label: nameOf(one) })), [choices, nameOf]);
  const chosen = useMemo(() => [...value], [value]);
  return (
    <>
      {/* It takes no id that a label could name. */}
      <span id={id} hidden>
        {label}
      </span>
      <MultiCombobox
        aria-labelledby={id}
        width={width}
        placeholder={placeholder}
        options={options}
        value={chosen}
        onChange={(picked) => onChange(picked.map((one) => one.value))}
      />
    </>
  );
}
