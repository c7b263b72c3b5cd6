import { useMemo } from 'react';
import { Button, FilterInput, MultiCombobox } from '@grafana/ui';
import type { MonitorSummary } from '../../../api/monitors.ts';
import { labelsOf } from './list-filter.ts';
import type { ListFilter } from './list-filter.ts';
import { listWords } from './words.ts';

export interface FilterRowProps {
  readonly monitors: readonly MonitorSummary[];
  readonly filter: ListFilter;
  readonly onChange: (part: Partial<ListFilter>) => void;
}

/** Words and labels that monitors must have. */
export function FilterRow({ monitors, filter, onChange }: FilterRowProps) {
  const labels = [...new Set([...labelsOf(monitors), ...filter.labels])].join('\n');
  // Grafana's input forgets what is being typed when it is given new options, equal ones too.
  const options = useMemo(
    () => (labels === '' ? [] : labels.split('\n').map((value) => ({ value, label: value }))),
    [labels]
  );
  const chosen = useMemo(() => [...filter.labels], [filter.labels]);
  const isFiltered = filter.text !== '' || filter.labels.length > 0 || filter.states.length > 0;
  return (
    <>
      <FilterInput
        width={40}
        value={filter.text}
        placeholder={listWords.search()}
        aria-label={listWords.search()}
        onChange={(text) => onChange({ text })}
      />
      {options.length > 0 && (
        <>
          <span id="nightjar-monitor-labels" hidden>
            {listWords.labels()}
          </span>
          <MultiCombobox
            aria-labelledby="nightjar-monitor-labels"
            width={36}
            placeholder={listWords.anyLabel()}
            options={options}
            value={chosen}
            onChange={(picked) => onChange({ labels: picked.map(({ value }) => value) })}
          />
        </>
      )}
      {isFiltered && (
        <Button variant="secondary" fill="text" onClick={() => onChange({ text: '', labels: [], states: [] })}>
          {listWords.clear()}
        </Button>
      )}
    </>
  );
}
