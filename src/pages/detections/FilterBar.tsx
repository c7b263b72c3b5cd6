import { css } from '@emotion/css';
import { useMemo } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, Combobox, InlineField, useStyles2 } from '@grafana/ui';
import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { MonitorSummary } from '../../api/monitors.ts';
import { DraftInput } from '../../ui/inputs/DraftInput.tsx';
import { severityWords, typeWords } from '../../ui/words.ts';
import { ChoicesInput } from './ChoicesInput.tsx';
import { isNarrowed, matchersIn, VERDICT_CHOICES, widened } from './detection-filter.ts';
import type { DetectionFilter, VerdictChoice } from './detection-filter.ts';
import { filterWords, pageWords, verdictChoices } from './words.ts';

export interface FilterBarProps {
  readonly monitors: readonly MonitorSummary[];
  readonly filter: DetectionFilter;
  readonly onChange: (filter: DetectionFilter) => void;
}

const severityName = (severity: Severity) => severityWords[severity]();
const typeName = (type: AnomalyType) => typeWords[type]();
const verdictName = (verdict: VerdictChoice) => verdictChoices[verdict]();

/** Everything that narrows the list, but for the time. */
export function FilterBar({ monitors, filter, onChange }: FilterBarProps) {
  const styles = useStyles2(getStyles);
  const change = (part: Partial<DetectionFilter>) => onChange({ ...filter, ...part });
  const { monitor } = filter;
  const options = useMemo(
    () => [
      { value: '', label: filterWords.allMonitors() },
      ...monitors.map(({ id, name }) => ({ value: id, label: name })),
      ...(monitor === '' || monitors.some(({ id }) => id === monitor)
        ? []
        : [{ value: monitor, label: filterWords.unknownMonitor() }]),
    ],
    [monitors, monitor]
  );
  return (
    <div role="group" aria-label={filterWords.filter()} className={styles.bar}>
      <InlineField label={filterWords.monitor()} htmlFor="nightjar-detections-monitor">
        <Combobox
          id="nightjar-detections-monitor"
          width={28}
          options={options}
          value={monitor}
          onChange={({ value }) => change({ monitor: value })}
        />
      </InlineField>
      <ChoicesInput
        id="nightjar-detections-severity"
        label={filterWords.severity()}
        placeholder={filterWords.anySeverity()}
        choices={SEVERITIES}
        nameOf={severityName}
        value={filter.severities}
        width={24}
        onChange={(severities) => change({ severities })}
      />
      <ChoicesInput
        id="nightjar-detections-type"
        label={filterWords.type()}
        placeholder={filterWords.anyType()}
        choices={ANOMALY_TYPES}
        nameOf={typeName}
        value={filter.types}
        width={28}
        onChange={(types) => change({ types })}
      />
      <ChoicesInput
        id="nightjar-detections-verdict"
        label={filterWords.verdict()}
        placeholder={filterWords.anyVerdict()}
        choices={VERDICT_CHOICES}
        nameOf={verdictName}
        value={filter.verdicts}
        width={24}
        onChange={(verdicts) => change({ verdicts })}
      />
      <DraftInput
        id="nightjar-detections-labels"
        label={filterWords.labels()}
        labelWidth={10}
        help={filterWords.labelsHelp()}
        placeholder={'service="cart"'}
        width={28}
        value={filter.labels}
        check={(text) => (matchersIn(text) === null ? filterWords.labelsWrong() : null)}
        onCommit={(labels) => change({ labels })}
      />
      <Checkbox
        className={styles.check}
        label={filterWords.open()}
        value={filter.open}
        onChange={({ currentTarget }) => change({ open: currentTarget.checked })}
      />
      {isNarrowed(filter) && (
        <Button variant="secondary" fill="text" icon="times" onClick={() => onChange(widened(filter))}>
          {pageWords.clear()}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1) }),
  check: css({ marginTop: theme.spacing(0.75) }),
});
