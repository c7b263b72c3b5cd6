import { css } from '@emotion/css';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, Modal, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { InstantInput } from '../inputs/InstantInput.tsx';
import { verdictWords } from './words.ts';

export interface ExpectedModalProps {
  /** A reason that is already written. */
  readonly initialNote?: string;
  /** `until` in ms, null for always. */
  readonly onGive: (until: number | null, note: string) => void;
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;
type Span = 'day' | 'week' | 'at' | 'forever';
const SPANS: readonly Span[] = ['day', 'week', 'at', 'forever'];

/** Asks until when the like of a detection is to be expected, and why. */
export function ExpectedModal({ initialNote = '', onGive, onClose }: ExpectedModalProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [span, setSpan] = useState<Span>('day');
  const [at, setAt] = useState<number | null>(null);
  const [note, setNote] = useState(initialNote);
  const [isTried, setTried] = useState(false);
  const isPast = span === 'at' && (at === null || at <= Date.now());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const until = { day: Date.now() + DAY_MS, week: Date.now() + 7 * DAY_MS, at, forever: null }[span];
    if (!isPast) {
      onGive(until, note.trim());
    }
  };
  return (
    <Modal isOpen title={verdictWords.expectedTitle()} onDismiss={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <p>{verdictWords.expectedExplain()}</p>
        <RadioButtonGroup
          aria-label={verdictWords.expectedTitle()}
          options={SPANS.map((value) => ({ value, label: verdictWords[value]() }))}
          value={span}
          onChange={setSpan}
        />
        {span === 'at' && (
          <InstantInput
            id={`${id}-at`}
            label={verdictWords.untilLabel()}
            value={at}
            error={isTried && isPast ? verdictWords.past() : null}
            onChange={setAt}
          />
        )}
        <Field label={verdictWords.note()} htmlFor={`${id}-note`} noMargin>
          <Input
            id={`${id}-note`}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Field>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {verdictWords.cancel()}
          </Button>
          <Button type="submit">{verdictWords.give()}</Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', alignItems: 'start', gap: theme.spacing(2) }),
});
