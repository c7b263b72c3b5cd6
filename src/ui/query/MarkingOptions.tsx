import { useId } from 'react';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import type { Interpretation } from '../../../contract/interpretation.ts';
import { DIRECTIONS } from '../../../contract/query.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { severityWords } from '../words.ts';
import { percentOf, shareOf } from './percent.ts';
import { SensitivitySlider } from './SensitivitySlider.tsx';
import { directionWords, queryWords } from './words.ts';

export interface MarkingOptionsProps {
  readonly query: Interpretation;
  /** Tell of changes while the sensitivity still moves. */
  readonly isLive?: boolean;
  readonly onChange: (change: Partial<Interpretation>) => void;
}

/** What scores become anomalies: none of it touches a model. */
export function MarkingOptions({ query, isLive, onChange }: MarkingOptionsProps) {
  const id = useId();
  return (
    <>
      <SensitivitySlider
        value={query.sensitivity}
        isLive={isLive}
        onChange={(sensitivity) => onChange({ sensitivity })}
      />
      <InlineField label={queryWords.direction()} labelWidth={23} tooltip={queryWords.directionHelp()}>
        <RadioButtonGroup
          aria-label={queryWords.direction()}
          options={DIRECTIONS.map((value) => ({ value, label: directionWords[value]() }))}
          value={query.direction}
          onChange={(direction) => onChange({ direction })}
        />
      </InlineField>
      <InlineField label={queryWords.minSeverity()} labelWidth={23} tooltip={queryWords.minSeverityHelp()}>
        <RadioButtonGroup
          aria-label={queryWords.minSeverity()}
          options={SEVERITIES.map((value) => ({ value, label: severityWords[value]() }))}
          value={query.minSeverity}
          onChange={(minSeverity) => onChange({ minSeverity })}
        />
      </InlineField>
      <DraftInput
        id={`${id}-deviation`}
        type="number"
        step="any"
        label={queryWords.minDeviation()}
        help={queryWords.minDeviationHelp()}
        value={String(query.minDeviation)}
        check={(text) => (Number(text) >= 0 ? null : queryWords.notPositive())}
        onCommit={(text) => onChange({ minDeviation: Number(text) })}
      />
      <DraftInput
        id={`${id}-relative`}
        type="number"
        step="any"
        label={queryWords.minRelativeDeviation()}
        help={queryWords.minRelativeDeviationHelp()}
        value={String(percentOf(query.minRelativeDeviation))}
        check={(text) => (Number(text) >= 0 ? null : queryWords.notPositive())}
        onCommit={(text) => onChange({ minRelativeDeviation: shareOf(Number(text)) })}
      />
    </>
  );
}
