import { useId, useMemo } from 'react';
import { InlineField, InlineSwitch, MultiCombobox, TagsInput } from '@grafana/ui';
import { readCalendars } from '../../../api/calendars.ts';
import type { MonitorSpec } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { whenWords } from './words.ts';

type Training = MonitorSpec['training'];

export interface HygieneFieldsProps {
  readonly datasource: ResourceSender;
  readonly training: Training;
  readonly onChange: (part: Partial<Training>) => void;
}

/** What is kept out of training by itself. */
export function HygieneFields({ datasource, training, onChange }: HygieneFieldsProps) {
  const id = useId();
  const calendars = useAnswer(datasource, readCalendars);
  const names = calendars.state === 'done' ? calendars.value.map(({ name }) => name) : [];
  const all = [...new Set([...names, ...training.excludeCalendars])].join('\n');
  const options = useMemo(() => (all === '' ? [] : all.split('\n').map((value) => ({ value, label: value }))), [all]);
  const failed = calendars.state === 'failed';
  return (
    <>
      <InlineField
        label={whenWords.confirmed()}
        labelWidth={23}
        tooltip={whenWords.confirmedHelp()}
        htmlFor={`${id}-confirmed`}
      >
        <InlineSwitch
          id={`${id}-confirmed`}
          value={training.excludeConfirmed}
          onChange={({ currentTarget }) => onChange({ excludeConfirmed: currentTarget.checked })}
        />
      </InlineField>
      <InlineField
        label={whenWords.annotations()}
        labelWidth={23}
        tooltip={whenWords.annotationsHelp()}
        htmlFor={`${id}-annotations`}
      >
        <TagsInput
          id={`${id}-annotations`}
          width={38}
          placeholder={whenWords.annotationsPlaceholder()}
          tags={training.excludeAnnotations}
          onChange={(excludeAnnotations) => onChange({ excludeAnnotations })}
        />
      </InlineField>
      <span id={`${id}-calendars`} hidden>
        {whenWords.calendars()}
      </span>
      <InlineField
        label={whenWords.calendars()}
        labelWidth={23}
        tooltip={whenWords.calendarsHelp()}
        invalid={failed}
        error={failed ? whenWords.calendarsFailed(errorMessage(calendars.error)) : undefined}
      >
        <MultiCombobox
          aria-labelledby={`${id}-calendars`}
          width={38}
          placeholder={calendars.state === 'done' && names.length === 0 ? whenWords.noCalendars() : undefined}
          loading={calendars.state === 'loading'}
          options={options}
          value={training.excludeCalendars}
          onChange={(picked) => onChange({ excludeCalendars: picked.map(({ value }) => value) })}
        />
      </InlineField>
    </>
  );
}
