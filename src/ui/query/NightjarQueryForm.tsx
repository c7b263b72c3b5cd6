import { css } from '@emotion/css';
import { useCallback } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { SELECTIONS, selectionOf } from '../../../contract/query.ts';
import type { Selection } from '../../../contract/query.ts';
import { readDetectors } from '../../api/detectors.ts';
import type { DetectorInfo } from '../../api/detectors.ts';
import type { ResourceCaller } from '../../api/request.ts';
import { PromqlEditor } from '../promql/PromqlEditor.tsx';
import { useAnswer } from '../use-answer.ts';
import type { ChosenDetectors } from './chosen-detectors.ts';
import { ChosenDetector } from './ChosenDetector.tsx';
import { DetectorField, DetectorWarning } from './DetectorField.tsx';
import { DetectionOptions } from './DetectionOptions.tsx';
import { OptionsRow } from './OptionsRow.tsx';
import { optionsSummary } from './options-summary.ts';
import type { QueryDraft } from './query-draft.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { settingsFields } from './settings-fields.ts';
import { outputWords, queryWords } from './words.ts';

export interface NightjarQueryFormProps {
  readonly datasource: ResourceCaller;
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
  readonly onRun: () => void;
  /** Absent: the output is not this form's to choose (annotations, the start page). */
  readonly outputs?: readonly Selection[];
  /** What `auto` chose at the last run. */
  readonly chosen?: ChosenDetectors | null;
}

/** PromQL, detector, output and options of a query: the editor of panels, alert rules, annotations and the start page. */
export function NightjarQueryForm({ datasource, query, onChange, onRun, outputs, chosen }: NightjarQueryFormProps) {
  const styles = useStyles2(getStyles);
  const detectors = useAnswer(datasource, readDetectors);
  const list = detectors.state === 'done' ? detectors.value : [];
  const detector = list.find((one) => one.id === query.detector);
  const change = useCallback(
    (part: Partial<QueryDraft>) => {
      onChange(part);
      onRun();
    },
    [onChange, onRun]
  );
  return (
    <div className={styles.form}>
      <PromqlEditor datasource={datasource} value={query.expr} onChange={(expr) => onChange({ expr })} onRun={onRun} />
      <div className={styles.fields}>
        <DetectorField
          detectors={detectors}
          value={query.detector}
          onChange={(value) => change({ detector: value, settings: {} })}
        />
        {chosen && query.detector === 'auto' && (
          <ChosenDetector chosen={chosen} onPin={(id) => change(pinned(id, query.settings, list))} />
        )}
        {outputs && (
          <InlineField label={queryWords.output()} tooltip={queryWords.outputHelp()}>
            <RadioButtonGroup
              aria-label={queryWords.output()}
              options={SELECTIONS.filter((output) => outputs.includes(output)).map((value) => ({
                value,
                label: outputWords[value](),
              }))}
              value={selectionOf(query)}
              onChange={(output) => change({ output })}
            />
          </InlineField>
        )}
      </div>
      <DetectorWarning detectors={detectors} value={query.detector} />
      <OptionsRow title={queryWords.options()} summary={optionsSummary(query)}>
        <DetectionOptions query={query} onChange={change} />
        {detector && (
          <fieldset className={styles.settings}>
            <legend className={styles.legend}>{queryWords.settingsOf(detector.name)}</legend>
            <div className={styles.fields}>
              <SettingsForm
                datasource={datasource}
                schema={detector.schema}
                settings={query.settings}
                onChange={(settings) => change({ settings })}
              />
            </div>
          </fieldset>
        )}
      </OptionsRow>
    </div>
  );
}

/** The query's change that keeps a chosen detector, with those of auto's settings that it has too. */
function pinned(id: string, settings: QueryDraft['settings'], list: readonly DetectorInfo[]): Partial<QueryDraft> {
  const schema = list.find((one) => one.id === id)?.schema ?? {};
  const own = new Set(settingsFields(schema).map(({ name }) => name));
  return { detector: id, settings: Object.fromEntries(Object.entries(settings).filter(([name]) => own.has(name))) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), width: '100%' }),
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
  settings: css({ marginTop: theme.spacing(1) }),
  legend: css({
    fontSize: theme.typography.h6.fontSize,
    marginBottom: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
});
