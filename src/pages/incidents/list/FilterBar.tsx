import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { ALERT_SEVERITIES } from '../../../../contract/alerts.ts';
import { alertSeverityWords } from '../../../ui/alerts/severity-look.ts';
import { DraftInput } from '../../../ui/inputs/DraftInput.tsx';
import { isNarrowed, SHOWN_STATES, TIMES, WIDE } from './incident-filter.ts';
import type { IncidentFilter } from './incident-filter.ts';
import { filterWords, listWords, stateNames, timeNames } from './words.ts';

export interface FilterBarProps {
  readonly filter: IncidentFilter;
  readonly onChange: (filter: IncidentFilter) => void;
}

/** Everything that narrows the list. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const styles = useStyles2(getStyles);
  const change = (part: Partial<IncidentFilter>) => onChange({ ...filter, ...part });
  return (
    <div role="group" aria-label={filterWords.filter()} className={styles.bar}>
      <div className={styles.states}>
        <RadioButtonGroup
          aria-label={filterWords.state()}
          options={SHOWN_STATES.map((value) => ({ value, label: stateNames[value]() }))}
          value={filter.states}
          onChange={(states) => change({ states })}
        />
      </div>
      <Combobox
        aria-label={filterWords.severity()}
        width={22}
        options={ALERT_SEVERITIES.map((value) => ({
          value,
          label:
            value === 'info'
              ? filterWords.anySeverity()
              : value === 'critical'
                ? alertSeverityWords[value]()
                : filterWords.orWorse(alertSeverityWords[value]()),
        }))}
        value={filter.severity}
        onChange={({ value }) => change({ severity: value })}
      />
      <Combobox
        aria-label={filterWords.since()}
        width={20}
        options={TIMES.map((value) => ({ value, label: timeNames[value]() }))}
        value={filter.since}
        onChange={({ value }) => change({ since: value })}
      />
      {(['text', 'service', 'assignee'] as const).map((name) => (
        <DraftInput
          key={name}
          id={`nightjar-incidents-${name}`}
          label={filterWords[name]()}
          labelWidth={name === 'text' ? 14 : 11}
          width={name === 'text' ? 24 : 18}
          value={filter[name]}
          onCommit={(text) => change({ [name]: text.trim() })}
        />
      ))}
      {isNarrowed(filter) && (
        <Button variant="secondary" fill="text" icon="times" onClick={() => onChange(WIDE)}>
          {listWords.clear()}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(0.75, 1) }),
  states: css({ maxWidth: '100%', overflowX: 'auto' }),
});
