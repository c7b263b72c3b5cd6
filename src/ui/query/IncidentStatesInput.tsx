import { useMemo } from 'react';
import { InlineField, MultiCombobox } from '@grafana/ui';
import { INCIDENT_STATES } from '../../../contract/alerts.ts';
import type { IncidentState } from '../../../contract/alerts.ts';
import { incidentStateWords } from '../alerts/IncidentStateMark.tsx';
import { alertQueryWords as words } from './alert-words.ts';

export interface IncidentStatesInputProps {
  readonly id: string;
  readonly value: readonly IncidentState[];
  readonly onChange: (value: IncidentState[]) => void;
}

/** Chooses states of incidents; none means any. */
export function IncidentStatesInput({ id, value, onChange }: IncidentStatesInputProps) {
  const options = useMemo(
    () => INCIDENT_STATES.map((state) => ({ value: state, label: incidentStateWords[state]() })),
    []
  );
  const chosen = useMemo(() => [...value], [value]);
  return (
    <>
      {/* Grafana's input for several takes no id that a label could name. */}
      <span id={`${id}-name`} hidden>
        {words.states()}
      </span>
      <InlineField label={words.states()}>
        <MultiCombobox
          aria-labelledby={`${id}-name`}
          width={28}
          placeholder={words.anyState()}
          options={options}
          value={chosen}
          onChange={(picked) => onChange(picked.map((one) => one.value))}
        />
      </InlineField>
    </>
  );
}
