import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Combobox, InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { SELECTIONS } from '../../../contract/query.ts';
import type { Selection } from '../../../contract/query.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import { readMonitors } from '../../api/monitors.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../error-message.ts';
import { DraftInput } from '../inputs/DraftInput.tsx';
import { useAnswer } from '../use-answer.ts';
import { severityWords } from '../words.ts';
import type { QueryDraft } from './query-draft.ts';
import { monitorQueryWords, outputWords, queryWords } from './words.ts';

export interface MonitorQueryFormProps {
  readonly datasource: ResourceSender;
  readonly query: QueryDraft;
  readonly onChange: (change: Partial<QueryDraft>) => void;
  /** Absent: what is selected is not this form's to choose (annotations). */
  readonly selections?: readonly Selection[];
}

/** Which monitor's results a query answers with, and what of them. */
export function MonitorQueryForm({ datasource, query, onChange, selections }: MonitorQueryFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const monitors = useAnswer(datasource, readMonitors);
  const list = monitors.state === 'done' ? monitors.value.monitors : [];
  const known = list.some((monitor) => monitor.id === query.monitor);
  const missing = monitors.state === 'done' && query.monitor !== '' && !known && !query.monitor.includes('$');
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <InlineField
          label={monitorQueryWords.monitor()}
          tooltip={monitorQueryWords.monitorHelp()}
          htmlFor={`${id}-monitor`}
        >
          <Combobox
            id={`${id}-monitor`}
            width={40}
            createCustomValue
            loading={monitors.state === 'loading'}
            placeholder={monitorQueryWords.choose()}
            options={list.map(({ id: value, name, exprs }) => ({ value, label: name, description: exprs.join(', ') }))}
            value={known || query.monitor === '' ? query.monitor : { value: query.monitor, label: query.monitor }}
            onChange={({ value }) => onChange({ monitor: value })}
          />
        </InlineField>
        {selections && (
          <InlineField label={queryWords.output()} tooltip={queryWords.outputHelp()}>
            <RadioButtonGroup
              aria-label={queryWords.output()}
              options={SELECTIONS.filter((one) => selections.includes(one)).map((value) => ({
                value,
                label: outputWords[value](),
              }))}
              value={query.select}
              onChange={(select) => onChange({ select })}
            />
          </InlineField>
        )}
        <InlineField label={queryWords.minSeverity()} tooltip={queryWords.minSeverityHelp()} htmlFor={`${id}-severity`}>
          <Combobox
            id={`${id}-severity`}
            width={16}
            options={SEVERITIES.map((value) => ({ value, label: severityWords[value]() }))}
            value={query.minSeverity}
            onChange={({ value }) => onChange({ minSeverity: value })}
          />
        </InlineField>
        <DraftInput
          id={`${id}-legend`}
          label={queryWords.legend()}
          help={queryWords.legendHelp()}
          width={28}
          labelWidth={10}
          placeholder={queryWords.legendPlaceholder()}
          value={query.legendFormat}
          onCommit={(legendFormat) => onChange({ legendFormat })}
        />
      </div>
      {monitors.state === 'failed' && (
        <Alert severity="warning" title={monitorQueryWords.listFailed(errorMessage(monitors.error))} />
      )}
      {missing && <Alert severity="warning" title={monitorQueryWords.unknown(query.monitor)} />}
      {monitors.state === 'done' && list.length === 0 && <Alert severity="info" title={monitorQueryWords.none()} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), width: '100%' }),
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
