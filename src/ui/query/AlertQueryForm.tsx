import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, InlineField, InlineSwitch, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { MOST_ALERT_ROWS, SHAPES_OF, shapeOf, withAlertDefaults } from '../../../contract/alert-query.ts';
import type { AlertQuery } from '../../../contract/alert-query.ts';
import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import type { AlertOutput } from '../../../contract/alerts.ts';
import { alertSeverityWords } from '../alerts/severity-look.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { alertOutputWords, alertQueryWords as words, shapeWords } from './alert-words.ts';
import { IncidentStatesInput } from './IncidentStatesInput.tsx';
import type { QueryDraft } from './query-draft.ts';

export interface AlertQueryFormProps {
  readonly query: QueryDraft & { readonly output: AlertOutput };
  readonly onChange: (change: Partial<QueryDraft>) => void;
  readonly outputs: readonly AlertOutput[];
  /** Absent: the form of the answer is not this form's to choose (annotations). */
  readonly withShape?: boolean;
}

/** What is asked of alerts, incidents, noise, health or recommendations. */
export function AlertQueryForm({ query, onChange, outputs, withShape = false }: AlertQueryFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { output } = query;
  const alerts = withAlertDefaults(query.alerts);
  const shape = withShape ? shapeOf(output, alerts) : 'annotations';
  const rows = shape === 'table' || shape === 'annotations';
  const change = (part: Partial<AlertQuery>) => onChange({ alerts: { ...query.alerts, ...part } });
  const changeOutput = (next: AlertOutput) => {
    const { shape: wanted, ...rest } = query.alerts ?? {};
    const kept = wanted && SHAPES_OF[next].includes(wanted) ? { shape: wanted } : {};
    onChange({ output: next, alerts: { ...rest, ...kept } });
  };
  return (
    <div className={styles.fields}>
      <InlineField label={words.output()} tooltip={words.outputHelp()}>
        <RadioButtonGroup
          aria-label={words.output()}
          options={outputs.map((value) => ({ value, label: alertOutputWords[value]() }))}
          value={output}
          onChange={changeOutput}
        />
      </InlineField>
      {withShape && (
        <InlineField label={words.shape()} tooltip={words.shapeHelp()}>
          <RadioButtonGroup
            aria-label={words.shape()}
            options={SHAPES_OF[output]
              .filter((one) => one !== 'annotations')
              .map((value) => ({ value, label: shapeWords[value]() }))}
            value={shape}
            onChange={(value) => change({ shape: value })}
          />
        </InlineField>
      )}
      {(output === 'incidents' || output === 'alerts' || (output === 'health' && shape === 'table')) && (
        <InlineField label={words.minSeverity()} tooltip={words.minSeverityHelp()} htmlFor={`${id}-severity`}>
          <Combobox
            id={`${id}-severity`}
            width={16}
            options={ALERT_SEVERITIES.map((value) => ({ value, label: alertSeverityWords[value]() }))}
            value={alerts.minSeverity}
            onChange={({ value }) => change({ minSeverity: value })}
          />
        </InlineField>
      )}
      {output === 'incidents' && (
        <IncidentStatesInput id={`${id}-states`} value={alerts.states} onChange={(states) => change({ states })} />
      )}
      {(output === 'incidents' || output === 'recommendations' || (output === 'health' && shape !== 'series')) && (
        <DraftInput
          id={`${id}-service`}
          label={words.service()}
          help={words.serviceHelp()}
          labelWidth={10}
          width={20}
          value={alerts.service}
          onCommit={(service) => change({ service })}
        />
      )}
      {output === 'incidents' && (
        <DraftInput
          id={`${id}-text`}
          label={words.text()}
          labelWidth={12}
          width={24}
          value={alerts.text}
          onCommit={(text) => change({ text })}
        />
      )}
      {output === 'alerts' && (
        <>
          <DraftInput
            id={`${id}-labels`}
            label={words.labels()}
            help={words.labelsHelp()}
            labelWidth={10}
            width={36}
            placeholder='team="shop"'
            value={alerts.labels}
            onCommit={(labels) => change({ labels })}
          />
          <InlineField label={words.firing()} tooltip={words.firingHelp()} htmlFor={`${id}-firing`}>
            <InlineSwitch
              id={`${id}-firing`}
              value={alerts.firing}
              onChange={({ currentTarget }) => change({ firing: currentTarget.checked })}
            />
          </InlineField>
          <InlineField label={words.duplicates()} tooltip={words.duplicatesHelp()} htmlFor={`${id}-duplicates`}>
            <InlineSwitch
              id={`${id}-duplicates`}
              value={alerts.duplicates}
              onChange={({ currentTarget }) => change({ duplicates: currentTarget.checked })}
            />
          </InlineField>
        </>
      )}
      {rows && output !== 'noise' && output !== 'health' && (
        <DraftInput
          id={`${id}-limit`}
          label={words.limit()}
          labelWidth={8}
          width={10}
          type="number"
          step={1}
          value={String(alerts.limit)}
          check={(text) => (isLimit(text) ? null : words.notALimit(MOST_ALERT_ROWS))}
          onCommit={(text) => change({ limit: Number(text) })}
        />
      )}
    </div>
  );
}

function isLimit(text: string): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= MOST_ALERT_ROWS;
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
