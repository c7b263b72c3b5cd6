import { css } from '@emotion/css';
import { useId } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, InlineField, InlineSwitch, useStyles2 } from '@grafana/ui';
import { TIME_ZONES } from '../../../ui/time/time-zones.ts';
import { FormSection } from './FormSection.tsx';
import { HygieneFields } from './HygieneFields.tsx';
import { SpecField } from './SpecField.tsx';
import type { Misfits } from './validate.ts';
import type { SectionProps } from './WhatSection.tsx';
import { whenWords } from './words.ts';

/** Schedule, time zone and training. */
export function WhenSection({ datasource, draft, misfits, onChange }: SectionProps & { readonly misfits: Misfits }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { training } = draft;
  const train = (part: Partial<typeof training>) => onChange({ training: { ...training, ...part } });
  return (
    <FormSection place={3} title={whenWords.title()}>
      <div className={styles.fields}>
        <SpecField
          label={whenWords.every()}
          help={whenWords.everyHelp()}
          value={draft.every}
          error={misfits.every}
          onChange={(every) => onChange({ every })}
        />
        <SpecField
          label={whenWords.step()}
          help={whenWords.stepHelp()}
          value={draft.step}
          error={misfits.step}
          onChange={(step) => onChange({ step })}
        />
        <SpecField
          label={whenWords.delay()}
          help={whenWords.delayHelp()}
          value={draft.delay}
          error={misfits.delay}
          onChange={(delay) => onChange({ delay })}
        />
        <InlineField
          label={whenWords.timeZone()}
          labelWidth={23}
          tooltip={whenWords.timeZoneHelp()}
          htmlFor={`${id}-zone`}
          invalid={misfits.timeZone !== undefined}
          error={misfits.timeZone}
        >
          <Combobox
            id={`${id}-zone`}
            width={28}
            options={TIME_ZONES}
            value={draft.timeZone}
            onChange={({ value }) => onChange({ timeZone: value })}
          />
        </InlineField>
        <SpecField
          label={whenWords.window()}
          help={whenWords.windowHelp()}
          value={training.window}
          error={misfits.window}
          onChange={(window) => train({ window })}
        />
        <SpecField
          label={whenWords.refit()}
          help={whenWords.refitHelp()}
          value={training.refitEvery}
          error={misfits.refitEvery}
          onChange={(refitEvery) => train({ refitEvery })}
        />
        <InlineField label={whenWords.drift()} labelWidth={23} tooltip={whenWords.driftHelp()} htmlFor={`${id}-drift`}>
          <InlineSwitch
            id={`${id}-drift`}
            value={training.refitOnDrift}
            onChange={({ currentTarget }) => train({ refitOnDrift: currentTarget.checked })}
          />
        </InlineField>
        <HygieneFields datasource={datasource} training={training} onChange={train} />
      </div>
    </FormSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
