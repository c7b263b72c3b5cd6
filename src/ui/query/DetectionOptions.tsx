import { css } from '@emotion/css';
import { useEffect, useId, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { InlineField, RadioButtonGroup, Slider, useStyles2 } from '@grafana/ui';
import { parseDuration } from '../../../contract/duration.ts';
import { DIRECTIONS, MISSING_POLICIES, QUERY_DEFAULTS } from '../../../contract/query.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { severityWords } from '../words.ts';
import { percentOf, shareOf } from './percent.ts';
import type { QueryDraft } from './query-draft.ts';
import { directionWords, missingWords, queryWords } from './words.ts';

export interface DetectionOptionsProps {
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
}

/** A duration, or a template variable that may become one. */
const isDuration = (text: string) => parseDuration(text) !== null || text.includes('$');

/** The options every detector has. */
export function DetectionOptions({ query, onChange }: DetectionOptionsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div className={styles.fields}>
      <SensitivitySlider value={query.sensitivity} onChange={(sensitivity) => onChange({ sensitivity })} />
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
      <InlineField label={queryWords.missing()} labelWidth={23} tooltip={queryWords.missingHelp()}>
        <RadioButtonGroup
          aria-label={queryWords.missing()}
          options={MISSING_POLICIES.map((value) => ({ value, label: missingWords[value]() }))}
          value={query.missing}
          onChange={(missing) => onChange({ missing })}
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
      <DraftInput
        id={`${id}-training`}
        label={queryWords.trainingWindow()}
        help={queryWords.trainingWindowHelp()}
        value={query.trainingWindow}
        placeholder={QUERY_DEFAULTS.trainingWindow}
        check={(text) => (text === '' || isDuration(text) ? null : queryWords.notADuration())}
        onCommit={(text) => onChange({ trainingWindow: text || QUERY_DEFAULTS.trainingWindow })}
      />
      <DraftInput
        id={`${id}-step`}
        label={queryWords.step()}
        help={queryWords.stepHelp()}
        value={query.step}
        placeholder={QUERY_DEFAULTS.step}
        check={(text) => (text === '' || text === 'auto' || isDuration(text) ? null : queryWords.notAStep())}
        onCommit={(text) => onChange({ step: text || QUERY_DEFAULTS.step })}
      />
      <DraftInput
        id={`${id}-legend`}
        label={queryWords.legend()}
        help={queryWords.legendHelp()}
        value={query.legendFormat}
        placeholder={queryWords.legendPlaceholder()}
        width={28}
        onCommit={(legendFormat) => onChange({ legendFormat })}
      />
    </div>
  );
}

function SensitivitySlider({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <InlineField label={queryWords.sensitivity()} labelWidth={23} tooltip={queryWords.sensitivityHelp()} htmlFor={id}>
      <div className={styles.slider}>
        <Slider
          inputId={id}
          ariaLabelForHandle={queryWords.sensitivity()}
          min={0}
          max={1}
          step={0.05}
          value={draft}
          onChange={setDraft}
          onAfterChange={(after) => {
            if (after !== undefined && after !== value) {
              onChange(after);
            }
          }}
        />
      </div>
    </InlineField>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
  slider: css({ width: 236, padding: theme.spacing(0, 1) }),
});
