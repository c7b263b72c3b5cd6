import { useId } from 'react';
import { Field, Input, TextArea } from '@grafana/ui';
import { FormSection } from './FormSection.tsx';
import { LabelFields } from './LabelFields.tsx';
import type { Misfits } from './validate.ts';
import type { SectionProps } from './WhatSection.tsx';
import { nameWords } from './words.ts';

/** Name, description and labels. */
export function NameSection({
  draft,
  misfits,
  onChange,
}: Omit<SectionProps, 'datasource'> & { readonly misfits: Misfits }) {
  const id = useId();
  return (
    <FormSection place={4} title={nameWords.title()}>
      <Field
        label={nameWords.name()}
        description={nameWords.nameHelp()}
        htmlFor={`${id}-name`}
        required
        invalid={misfits.name !== undefined}
        error={misfits.name}
        noMargin
      >
        <Input
          id={`${id}-name`}
          maxLength={200}
          value={draft.name}
          aria-invalid={misfits.name !== undefined}
          onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        />
      </Field>
      <Field
        label={nameWords.description()}
        description={nameWords.descriptionHelp()}
        htmlFor={`${id}-description`}
        noMargin
      >
        <TextArea
          id={`${id}-description`}
          rows={3}
          maxLength={2_000}
          value={draft.description}
          onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        />
      </Field>
      <LabelFields labels={draft.labels} error={misfits.labels} onChange={(labels) => onChange({ labels })} />
    </FormSection>
  );
}
