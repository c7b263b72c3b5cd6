import { useState } from 'react';
import { Field, TextArea } from '@grafana/ui';
import type { IncidentActions } from './use-incident-actions.ts';
import { DeedForm } from './DeedForm.tsx';
import { actionWords } from './words.ts';

export interface ResolveModalProps {
  readonly act: IncidentActions['act'];
  readonly onClose: () => void;
}

/** Ends an incident, with what was done. */
export function ResolveModal({ act, onClose }: ResolveModalProps) {
  const [text, setText] = useState('');
  const resolve = () => {
    onClose();
    void act({ kind: 'resolve', text: text.trim() });
  };
  return (
    <DeedForm
      title={actionWords.resolve()}
      help={actionWords.resolveHelp()}
      icon="check-circle"
      submit={actionWords.resolve()}
      onSubmit={resolve}
      onClose={onClose}
    >
      <Field label={actionWords.whatDone()} htmlFor="nightjar-resolve-text" noMargin>
        <TextArea
          id="nightjar-resolve-text"
          rows={3}
          maxLength={4_000}
          autoFocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
    </DeedForm>
  );
}
