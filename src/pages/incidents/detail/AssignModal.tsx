import { useState } from 'react';
import { config } from '@grafana/runtime';
import { Button, Field, Input } from '@grafana/ui';
import type { IncidentActions } from './use-incident-actions.ts';
import { DeedForm } from './DeedForm.tsx';
import { actionWords } from './words.ts';

export interface AssignModalProps {
  readonly assignee: string;
  readonly act: IncidentActions['act'];
  readonly onClose: () => void;
}

/** Says who has it. */
export function AssignModal({ assignee, act, onClose }: AssignModalProps) {
  const [to, setTo] = useState(assignee);
  const me = config.bootData.user.login;
  const assign = (name: string) => {
    onClose();
    void act({ kind: 'assign', to: name.trim() });
  };
  return (
    <DeedForm
      title={actionWords.assign()}
      icon="user"
      submit={actionWords.assign()}
      onSubmit={() => assign(to)}
      onClose={onClose}
    >
      <Field
        label={actionWords.assignTo()}
        description={actionWords.assignHelp()}
        htmlFor="nightjar-assign-to"
        noMargin
      >
        <Input
          id="nightjar-assign-to"
          maxLength={200}
          autoFocus
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
          addonAfter={
            me ? (
              <Button variant="secondary" onClick={() => assign(me)}>
                {actionWords.toMe()}
              </Button>
            ) : undefined
          }
        />
      </Field>
    </DeedForm>
  );
}
