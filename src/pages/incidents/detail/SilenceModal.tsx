import { useState } from 'react';
import { Field, Input, RadioButtonGroup } from '@grafana/ui';
import { InstantInput } from '../../../ui/inputs/InstantInput.tsx';
import type { IncidentActions } from './use-incident-actions.ts';
import { DeedForm } from './DeedForm.tsx';
import { actionWords } from './words.ts';

export interface SilenceModalProps {
  readonly act: IncidentActions['act'];
  readonly onClose: () => void;
}

const HOUR = 3_600_000;
const HOURS = [1, 2, 4, 8, 24] as const;

/** Mutes the alerts of an incident for a while. */
export function SilenceModal({ act, onClose }: SilenceModalProps) {
  const [hours, setHours] = useState<number>(2);
  const [until, setUntil] = useState<number | null>(null);
  const [text, setText] = useState('');
  const isChosen = hours === 0;
  const isWrong = isChosen && (until === null || until <= Date.now());
  const silence = () => {
    if (!isWrong) {
      onClose();
      void act({ kind: 'silence', until: isChosen ? (until ?? 0) : Date.now() + hours * HOUR, text: text.trim() });
    }
  };
  return (
    <DeedForm
      title={actionWords.silence()}
      help={actionWords.silenceHelp()}
      icon="bell-slash"
      submit={actionWords.silence()}
      isDisabled={isWrong}
      onSubmit={silence}
      onClose={onClose}
    >
      <Field label={actionWords.silenceFor()} noMargin>
        <RadioButtonGroup
          aria-label={actionWords.silenceFor()}
          options={[
            ...HOURS.map((value) => ({ value: value as number, label: actionWords.hours(value) })),
            { value: 0, label: actionWords.untilChosen() },
          ]}
          value={hours}
          onChange={setHours}
        />
      </Field>
      {isChosen && (
        <InstantInput
          id="nightjar-silence-until"
          label={actionWords.until()}
          value={until}
          error={until !== null && isWrong ? actionWords.untilWrong() : null}
          onChange={setUntil}
        />
      )}
      <Field label={actionWords.why()} description={actionWords.whyHelp()} htmlFor="nightjar-silence-why" noMargin>
        <Input
          id="nightjar-silence-why"
          maxLength={500}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
    </DeedForm>
  );
}
