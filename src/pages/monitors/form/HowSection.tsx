import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { readDetectors } from '../../../api/detectors.ts';
import { DetectorField, DetectorWarning } from '../../../ui/query/DetectorField.tsx';
import { MarkingOptions } from '../../../ui/query/MarkingOptions.tsx';
import { MissingOption } from '../../../ui/query/MissingOption.tsx';
import { OptionsRow } from '../../../ui/query/OptionsRow.tsx';
import { SettingsForm } from '../../../ui/query/SettingsForm.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { ForecastFields } from './ForecastFields.tsx';
import { FormSection } from './FormSection.tsx';
import type { SectionProps } from './WhatSection.tsx';
import { howWords, kindWords } from './words.ts';

const KINDS = ['detect', 'forecast'] as const;

/** Whether it finds anomalies or foretells, and how. */
export function HowSection({ datasource, draft, onChange }: SectionProps) {
  const { forecast } = draft;
  return (
    <FormSection place={2} title={howWords.title()}>
      <div>
        <RadioButtonGroup
          aria-label={howWords.title()}
          options={KINDS.map((value) => ({ value, label: kindWords[value]() }))}
          value={forecast ? 'forecast' : 'detect'}
          onChange={(kind) => onChange({ forecast: kind === 'forecast' ? {} : undefined })}
        />
      </div>
      {forecast ? (
        <ForecastFields
          datasource={datasource}
          forecast={forecast}
          onChange={(changed) => onChange({ forecast: changed })}
        />
      ) : (
        <DetectionFields datasource={datasource} draft={draft} onChange={onChange} />
      )}
    </FormSection>
  );
}

/** Detector, thresholds and settings. */
function DetectionFields({ datasource, draft, onChange }: SectionProps) {
  const styles = useStyles2(getStyles);
  const detectors = useAnswer(datasource, readDetectors);
  const detector = detectors.state === 'done' ? detectors.value.find(({ id }) => id === draft.detector) : undefined;
  const changed = Object.entries(draft.settings).map(([name, value]) => `${name}=${String(value)}`);
  return (
    <>
      <div className={styles.fields}>
        <DetectorField
          detectors={detectors}
          value={draft.detector}
          labelWidth={23}
          onChange={(id) => onChange({ detector: id, settings: {} })}
        />
      </div>
      <DetectorWarning detectors={detectors} value={draft.detector} />
      <div className={styles.fields}>
        <MarkingOptions query={draft} isLive onChange={onChange} />
        <MissingOption value={draft.missing} onChange={(missing) => onChange({ missing })} />
      </div>
      {detector && (
        <OptionsRow title={howWords.settings(detector.name)} summary={changed}>
          <div className={styles.fields}>
            <SettingsForm
              datasource={datasource}
              schema={detector.schema}
              settings={draft.settings}
              onChange={(settings) => onChange({ settings })}
            />
          </div>
        </OptionsRow>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
