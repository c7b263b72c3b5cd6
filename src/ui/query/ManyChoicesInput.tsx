import { useEffect, useMemo, useState } from 'react';
import { InlineField, MultiCombobox } from '@grafana/ui';
import type { SettingsField } from './settings-fields.ts';

export interface ManyChoicesInputProps {
  readonly id: string;
  readonly field: Extract<SettingsField, { kind: 'many' }>;
  readonly value: readonly string[];
  /** A sentence on what is wrong with a selection, or null when it can be taken. */
  readonly check: (value: readonly string[]) => string | null;
  readonly onChange: (value: readonly string[]) => void;
}

/** Chooses several of a list; a selection that is too small or too large is kept here until it is right. */
export function ManyChoicesInput({ id, field, value, check, onChange }: ManyChoicesInputProps) {
  const [draft, setDraft] = useState(value);
  const stored = value.join(' ');
  useEffect(() => setDraft(stored === '' ? [] : stored.split(' ')), [stored]);
  const wrong = check(draft);
  // Grafana's input forgets what is being typed when it is given new options, equal ones too.
  const choices = field.choices.join(' ');
  const options = useMemo(() => choices.split(' ').map((choice) => ({ value: choice, label: choice })), [choices]);
  const chosen = useMemo(() => [...draft], [draft]);
  return (
    <>
      {/* Grafana's input for several takes no id that a label could name. */}
      <span id={`${id}-name`} hidden>
        {field.label}
      </span>
      <InlineField
        label={field.label}
        labelWidth={23}
        tooltip={field.help}
        invalid={wrong !== null}
        error={wrong ?? undefined}
      >
        <MultiCombobox
          aria-labelledby={`${id}-name`}
          width={48}
          invalid={wrong !== null}
          options={options}
          value={chosen}
          onChange={(picked) => {
            const next = picked.map((one) => one.value);
            setDraft(next);
            if (check(next) === null) {
              onChange(next);
            }
          }}
        />
      </InlineField>
    </>
  );
}
