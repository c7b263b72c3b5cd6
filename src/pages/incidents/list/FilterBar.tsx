import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
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

const TEXTS = ['text', 'service', 'assignee'] as const;

/** Everything that narrows the list. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const styles = useStyles2(getStyles);
  // Where there is little room, what is typed is a tap away.
  const [isOpen, setOpen] = useState(false);
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
      <InlineField label={filterWords.severity()} htmlFor="nightjar-incidents-severity" className={styles.field}>
        <Combobox
          id="nightjar-incidents-severity"
          width={20}
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
      </InlineField>
      <InlineField label={filterWords.since()} htmlFor="nightjar-incidents-since" className={styles.field}>
        <Combobox
          id="nightjar-incidents-since"
          width={18}
          options={TIMES.map((value) => ({ value, label: timeNames[value]() }))}
          value={filter.since}
          onChange={({ value }) => change({ since: value })}
        />
      </InlineField>
      <Button
        variant="secondary"
        icon={isOpen ? 'angle-up' : 'filter'}
        aria-expanded={isOpen}
        className={styles.narrowOnly}
        onClick={() => setOpen(!isOpen)}
      >
        {filterWords.moreFilters()}
      </Button>
      {TEXTS.map((name) => (
        <div key={name} className={isOpen || filter[name] !== '' ? undefined : styles.wideOnly}>
          <DraftInput
            id={`nightjar-incidents-${name}`}
            label={filterWords[name]()}
            labelWidth={name === 'text' ? 14 : 11}
            width={name === 'text' ? 24 : 18}
            value={filter[name]}
            onCommit={(text) => change({ [name]: text.trim() })}
          />
        </div>
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
  field: css({ margin: 0 }),
  narrowOnly: css({ [theme.breakpoints.up('md')]: { display: 'none' } }),
  wideOnly: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
  states: css({ maxWidth: '100%', overflowX: 'auto' }),
});
